/// What the palette does with a text behind its name.
enum PaletteCommand: String, Sendable, Hashable, CaseIterable {
    case saveView = "save view"
    case view
    case deleteView = "delete view"
    case export
    case theme
    case tenant
}

extension PaletteCommand {
    /// What the text is.
    var argument: String { self == .export ? "FILE" : "NAME" }

    var explanation: String {
        switch self {
        case .saveView: "keep filter and order under a name"
        case .view: "show a kept filter and order"
        case .deleteView: "forget a kept filter and order"
        case .export: "write the list to FILE.jsonl or FILE.csv"
        case .theme: "put on a theme"
        case .tenant: "show a tenant"
        }
    }

    /// Whether it is about the list of tickets, so that it is offered there only.
    var needsList: Bool { self == .saveView || self == .export }

    /// The text typed behind the name of a command; `nil`: none is named.
    static func parse(_ text: String) -> (command: PaletteCommand, argument: String)? {
        let lowered = text.lowercased()
        for command in allCases where lowered.hasPrefix(command.rawValue + " ") {
            let rest = text.dropFirst(command.rawValue.count + 1)
            return (command, String(rest.drop(while: \.isWhitespace)))
        }
        return nil
    }
}
