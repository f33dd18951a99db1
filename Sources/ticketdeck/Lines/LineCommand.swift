import Tickets

/// What a person can say in line mode.
enum LineCommand: Equatable {
    case list, next, previous, new, undo, tenants, views, service, help, quit
    case read(Int)
    case edit(Int)
    case delete(Int)
    case filter(String)
    case sort(TicketSort)
    case tenant(Tenant)
    case view(String)
    case nothing
    /// What was wrong, in words.
    case wrong(String)

    init(_ line: String) {
        let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        guard let word = words.first?.lowercased() else {
            self = .nothing
            return
        }
        let rest = (words.dropFirst().first ?? "").trimmed
        self =
            switch word {
            case "list", "l": .list
            case "next": .next
            case "previous": .previous
            case "new": .new
            case "undo": .undo
            case "tenants": .tenants
            case "views": .views
            case "service": .service
            case "help", "h", "?": .help
            case "quit", "q", "exit": .quit
            case "read", "r": LineCommand.numbered(rest, word) { .read($0) }
            case "edit", "e": LineCommand.numbered(rest, word) { .edit($0) }
            case "delete": LineCommand.numbered(rest, word) { .delete($0) }
            case "filter", "/": .filter(rest)
            case "sort": LineCommand.sorting(rest)
            case "tenant": Tenant(rest).map { .tenant($0) } ?? .wrong("A name has 1 to 64 of A-Z a-z 0-9 _ -")
            case "view": rest.isEmpty ? .views : .view(rest)
            default: Int(word).map { .read($0) } ?? .wrong("There is no command \(word). help says all.")
            }
    }

    private static func numbered(_ text: String, _ word: String, _ make: (Int) -> LineCommand) -> LineCommand
    {
        Int(text).map(make) ?? .wrong("\(word) needs the number of a ticket in the list, such as \(word) 3.")
    }

    private static func sorting(_ text: String) -> LineCommand {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let order = words.count == 2 ? SortOrder(rawValue: words[1].lowercased()) : .descending
        guard let field = words.first.flatMap({ SortField(rawValue: $0.lowercased()) }), let order,
            words.count <= 2
        else {
            let fields = SortField.allCases.map(\.rawValue).joined(separator: ", ")
            return .wrong("sort needs one of \(fields), and asc or desc behind it.")
        }
        return .sort(TicketSort(field: field, order: order))
    }

    /// All commands, a line each.
    static let explanations = [
        "list: the tickets, numbered. next, previous: further pages.",
        "read 3, or just 3: everything about ticket 3 of the list.",
        "new: write a ticket. edit 3: change ticket 3. delete 3: delete it; it asks first.",
        "undo: take back the last change made here.",
        "filter words: only tickets with these words, also status:open priority:high assignee:lee, and -word "
            + "without. filter alone shows all.",
        "sort priority desc: another order. views, view name: saved filters and orders.",
        "tenants: all tenants. tenant name: show another one.",
        "service: how each instance of the service is.",
        "quit: end the program.",
    ]
}
