import CommandOptions
import FoundationEssentials
import Screen
import TOMLKit

/// All themes there are: the program's own and the person's, by name. A person's theme replaces the
/// program's of the same name.
struct ThemeLibrary: Sendable {
    /// Where a theme comes from.
    enum Origin: Sendable, Hashable {
        case builtIn
        case file(String)
    }

    /// A theme's text, not yet read.
    struct Entry: Sendable, Hashable {
        let name: String
        let origin: Origin
        fileprivate let text: String
    }

    /// Sorted by name, the default first.
    let entries: [Entry]

    static let defaultName = "dark"

    init(folder: String) {
        var entries: [String: Entry] = [:]
        for (name, bytes) in [
            ("dark", PackageResources.dark_toml), ("light", PackageResources.light_toml),
            ("high-contrast", PackageResources.high_contrast_toml),
        ] {
            entries[name] = Entry(name: name, origin: .builtIn, text: String(decoding: bytes, as: UTF8.self))
        }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in files.sorted() where file.hasSuffix(".toml") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
            let name = String(file.dropLast(5))
            entries[name] = Entry(
                name: name, origin: .file("\(folder)/\(file)"), text: String(decoding: data, as: UTF8.self))
        }
        self.entries = entries.values.sorted {
            ($0.name == ThemeLibrary.defaultName ? 0 : 1, $0.name) < (
                $1.name == ThemeLibrary.defaultName ? 0 : 1, $1.name
            )
        }
    }

    /// The text of a theme.
    func text(of name: String) -> String? { entries.first { $0.name == name }?.text }

    /// Reads a theme by name.
    ///
    /// - Throws: `CommandFailure` when there is no such theme or its file is wrong, with the reason.
    func theme(named name: String) throws -> Theme {
        guard let entry = entries.first(where: { $0.name == name }) else {
            let names = entries.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                "there is no theme \"\(name)\"; there are \(names)", status: ExitStatus.usage)
        }
        return try ThemeLibrary.read(entry.text, name: name).theme
    }

    /// The theme behind a name in the order of `entries`.
    func name(after name: String) -> String {
        let index = entries.firstIndex { $0.name == name } ?? -1
        return entries[(index + 1) % entries.count].name
    }
}

extension ThemeLibrary {
    /// Reads the text of a theme's file.
    ///
    /// - Parameter name: what the file is called in a message.
    /// - Returns: the theme, and what in the file has no effect.
    /// - Throws: `CommandFailure` with the line or the role that is wrong.
    static func read(_ text: String, name: String) throws -> (theme: Theme, remarks: [String]) {
        do {
            let definition = try TOMLDecoder().decode(ThemeDefinition.self, from: text)
            let theme = try Theme(definition: definition)
            return (theme, theme.unknownRoles.map { "\($0): there is no such role" })
        } catch let error as TOMLParseError {
            let place = "line \(error.source.begin.line), column \(error.source.begin.column)"
            throw CommandFailure("the theme \(name) is not TOML: \(place): \(error.description)")
        } catch let error as ThemeError {
            throw CommandFailure("the theme \(name): \(error.description)")
        } catch {
            throw CommandFailure("the theme \(name) lacks something or has it in another form: \(error)")
        }
    }
}
