import Dashboard
import TOMLKit
import Tickets

extension Configuration {
    /// Reads the text of a configuration file.
    ///
    /// A text that is no TOML leaves all as without a file; a value that is wrong, only what it is about.
    init(reading text: String) {
        do {
            let values = try TOMLDecoder().decode([String: SettingValue].self, from: text)
            take(values, SettingLines(text))
        } catch let error as TOMLParseError {
            let reason = "this is no TOML: \(error.description)"
            problems.append(ConfigurationProblem(line: error.source.begin.line, reason: reason))
        } catch {
            // Only a date is no value that `SettingValue` can hold.
            let path = (error as? DecodingError)?.path.joined(separator: ".") ?? ""
            note("no setting is a date or a time", at: path, SettingLines(text))
        }
    }

    private mutating func take(_ values: [String: SettingValue], _ lines: SettingLines) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "keys": takeKeys(value, lines)
            case "views": takeViews(value, lines)
            case "alert": takeAlerts(value, lines)
            default:
                if let setting = Setting.all.first(where: { $0.name == name }) {
                    guard let wanted = setting.take(value, &self) else { continue }
                    note("\(name) should be \(wanted)", at: name, lines)
                } else {
                    note("there is no setting \"\(name)\"", at: name, lines)
                }
            }
        }
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func takeKeys(_ value: SettingValue, _ lines: SettingLines) {
        guard let table = value.table else { return note("[keys] should be a table", at: "keys", lines) }
        for (action, keys) in table.sorted(by: { $0.key < $1.key }) {
            guard let names = keys.texts else {
                note("\(action) should be a key in quotes, or a list of them", at: "keys.\(action)", lines)
                continue
            }
            keyChanges.append(KeyChange(action: action, keys: names))
        }
        let (keymap, found) = Keymap.standard.applying(keyChanges)
        keys = keymap
        for problem in found {
            note("keys: \(problem.action): \(problem.reason)", at: "keys.\(problem.action)", lines)
        }
    }

    private mutating func takeViews(_ value: SettingValue, _ lines: SettingLines) {
        guard let tables = value.list else {
            return note("views should be tables under [[views]]", at: "views", lines)
        }
        for (index, table) in tables.enumerated() {
            guard let view = SavedView(table) else {
                note(
                    "a view has a name of 1 to \(SavedView.nameLimit) characters, and may have filter, sort ("
                        + SortField.allCases.map(\.rawValue).joined(separator: ", ")
                        + ") and order (asc, desc)", at: "views.\(index)", lines)
                continue
            }
            views.append(view)
        }
    }

    mutating func note(_ reason: String, at path: String, _ lines: SettingLines) {
        problems.append(ConfigurationProblem(line: lines.line(of: path), reason: reason))
    }
}

extension SavedView {
    /// Reads a table of `[[views]]`; `nil`: something in it is wrong.
    init?(_ value: SettingValue) {
        guard let table = value.table, let name = table["name"]?.text.flatMap(SavedView.name(typed:)),
            Set(table.keys).isSubset(of: ["name", "filter", "sort", "order"])
        else { return nil }
        let standard = TicketSort()
        let filter = table["filter"].map(\.text) ?? ""
        let sort = table["sort"].map { $0.text.flatMap(SortField.init(rawValue:)) } ?? standard.field
        let order = table["order"].map { $0.text.flatMap(SortOrder.init(rawValue:)) } ?? standard.order
        guard let filter, let sort, let order else { return nil }
        self.init(name: name, filter: filter, sort: TicketSort(field: sort, order: order), isFixed: true)
    }
}

extension DecodingError {
    /// Where in the file it happened.
    fileprivate var path: [String] {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath.map(\.stringValue)
        @unknown default: []
        }
    }
}
