import Tickets

/// One line of the events view.
struct EventLine: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case record(EventRecord)
        /// So many messages were left out here.
        case dropped(Int)
        /// The tail was interrupted here.
        case interrupted(String)
    }

    let content: Content
    /// What the filter looks at, in lower case.
    let searchable: String

    init(_ content: Content) {
        self.content = content
        switch content {
        case .record(let record):
            let change = record.change
            let parts = [
                record.subject, change?.ticket.tenant.name, change?.ticket.id.short, change?.ticket.title,
                change?.actor, EventSummary.text(of: record),
            ]
            searchable = parts.compactMap { $0 }.joined(separator: " ").lowercased()
        case .dropped, .interrupted: searchable = ""
        }
    }

    /// Whether all words occur; what was left out is always said.
    func matches(_ words: [String]) -> Bool {
        guard case .record = content else { return true }
        return words.allSatisfy { searchable.contains($0) }
    }
}
