/// A value of a configuration file.
enum SettingValue: Sendable, Hashable, Decodable {
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([SettingValue])
    case table([String: SettingValue])
    /// A value that no setting has, such as a date.
    case other

    init(from decoder: any Decoder) {
        if let values = try? [String: SettingValue](from: decoder) {
            self = .table(values)
            return
        }
        if let values = try? [SettingValue](from: decoder) {
            self = .list(values)
            return
        }
        guard let value = try? decoder.singleValueContainer() else {
            self = .other
            return
        }
        if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Int.self) {
            self = .integer(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            self = .other
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var list: [SettingValue]? { if case .list(let values) = self { values } else { nil } }
    var table: [String: SettingValue]? { if case .table(let values) = self { values } else { nil } }

    /// A text, or several; `nil`: anything else.
    var texts: [String]? {
        if let text { return [text] }
        guard let list else { return nil }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }
}
