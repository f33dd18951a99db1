public import Tickets

/// A filter and an order of the list under a name.
public struct SavedView: Sendable, Hashable {
    /// How long a name may be, in characters.
    public static let nameLimit = 40

    public let name: String
    /// What stands behind `/`.
    public let filter: String
    public let sort: TicketSort
    /// Whether it stands in a file that the program does not write.
    public var isFixed: Bool

    public init(name: String, filter: String, sort: TicketSort, isFixed: Bool = false) {
        self.name = name
        self.filter = filter
        self.sort = sort
        self.isFixed = isFixed
    }
}

extension SavedView {
    /// A name as it was typed, without blanks around it; `nil`: it cannot be one.
    public static func name(typed text: String) -> String? {
        let name = TicketRules.trim(text)
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPlain && (1...nameLimit).contains(name.count) ? name : nil
    }

    /// What it shows, in words.
    var summary: String {
        let order = sort.order == .ascending ? "ascending" : "descending"
        let words = filter.isEmpty ? "all tickets" : filter
        return "\(words), by \(sort.field.rawValue) \(order)"
    }
}
