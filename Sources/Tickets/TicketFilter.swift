/// Which tickets a list shows. An empty filter shows all.
public struct TicketFilter: Sendable, Hashable {
    /// Any of these; empty: all.
    public var statuses: Set<Status>
    /// Any of these; empty: all.
    public var priorities: Set<Priority>
    /// Exactly this person, whatever the case.
    public var assignee: String?
    /// Every word must occur in title, description or id, whatever the case.
    public var words: [String]
    /// None of these words may occur. The wire has no form for it: the asker leaves those tickets out.
    public var excludedWords: [String]
    /// None of these people. The wire has no form for it: the asker leaves those tickets out.
    public var excludedAssignees: [String]
    /// Whether the filter contradicts itself, such as `status:open -status:open`. The wire has no form
    /// for it: nothing needs to be asked.
    public var matchesNothing: Bool

    public init(
        statuses: Set<Status> = [], priorities: Set<Priority> = [], assignee: String? = nil,
        words: [String] = [], excludedWords: [String] = [], excludedAssignees: [String] = [],
        matchesNothing: Bool = false
    ) {
        self.statuses = statuses
        self.priorities = priorities
        self.assignee = assignee
        self.words = words
        self.excludedWords = excludedWords
        self.excludedAssignees = excludedAssignees
        self.matchesNothing = matchesNothing
    }

    /// The filter that shows everything.
    public static let all = TicketFilter()

    /// Whether a ticket is shown.
    public func matches(_ ticket: Ticket) -> Bool {
        if matchesNothing { return false }
        if !statuses.isEmpty, !statuses.contains(ticket.status) { return false }
        if !priorities.isEmpty, !priorities.contains(ticket.priority) { return false }
        if let assignee, ticket.assignee?.lowercased() != assignee.lowercased() { return false }
        if let name = ticket.assignee?.lowercased(),
            excludedAssignees.contains(where: { $0.lowercased() == name })
        {
            return false
        }
        if words.isEmpty, excludedWords.isEmpty { return true }
        let text = SearchableText(ticket)
        return words.allSatisfy(text.contains) && !excludedWords.contains(where: text.contains)
    }
}

/// Title, description and id of a ticket, folded once for several words.
public struct SearchableText: Sendable {
    private let parts: [[UInt8]]

    public init(_ ticket: Ticket) {
        parts = [
            Array(ticket.title.lowercased().utf8), Array(ticket.description.lowercased().utf8),
            ticket.id.utf8,
        ]
    }

    /// Whether the word occurs in one of the parts, whatever the case.
    public func contains(_ word: String) -> Bool {
        let needle = Array(word.lowercased().utf8)
        return parts.contains { SearchableText.find(needle, in: $0) }
    }

    private static func find(_ needle: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = needle.first else { return true }
        guard needle.count <= text.count else { return false }
        for start in 0...(text.count - needle.count) where text[start] == first {
            if text[start..<start + needle.count].elementsEqual(needle) { return true }
        }
        return false
    }
}
