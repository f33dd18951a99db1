extension TicketFilter {
    /// A word of a filter expression that says nothing, with the reason.
    public struct Problem: Error, Sendable, Hashable {
        public let word: String
        public let reason: String
    }

    /// Reads what one types after `/`: words, and `status:open priority:high assignee:lee`,
    /// negated with a `-` in front.
    ///
    /// A status or priority named twice means either value, of several assignees the last one counts.
    /// A word with an unknown value is left out of the filter and reported; a colon behind anything but
    /// the name of a field is part of a word.
    public static func parse(_ expression: String) -> (filter: TicketFilter, problems: [Problem]) {
        var filter = TicketFilter.all
        var problems: [Problem] = []
        var excludedStatuses: Set<Status> = []
        var excludedPriorities: Set<Priority> = []
        for word in expression.split(whereSeparator: \.isWhitespace).map(String.init) {
            let isNegated = word.hasPrefix("-") && word.count > 1
            let term = isNegated ? String(word.dropFirst()) : word
            guard let colon = term.firstIndex(of: ":"),
                let field = Field(rawValue: term[..<colon].lowercased())
            else {
                if isNegated { filter.excludedWords.append(term) } else { filter.words.append(term) }
                continue
            }
            let value = String(term[term.index(after: colon)...])
            if value.isEmpty { continue }
            switch field {
            case .status:
                guard let status = Status(typed: value) else {
                    problems.append(
                        Problem(word: word, reason: "status is open, in_progress, resolved or closed"))
                    continue
                }
                if isNegated { excludedStatuses.insert(status) } else { filter.statuses.insert(status) }
            case .priority:
                guard let priority = Priority(rawValue: value.lowercased()) else {
                    problems.append(Problem(word: word, reason: "priority is low, medium, high or critical"))
                    continue
                }
                if isNegated {
                    excludedPriorities.insert(priority)
                } else {
                    filter.priorities.insert(priority)
                }
            case .assignee:
                if isNegated { filter.excludedAssignees.append(value) } else { filter.assignee = value }
            }
        }
        filter.exclude(excludedStatuses, excludedPriorities)
        return (filter, problems)
    }

    private enum Field: String { case status, priority, assignee }

    private mutating func exclude(_ excludedStatuses: Set<Status>, _ excludedPriorities: Set<Priority>) {
        statuses = remaining(statuses, without: excludedStatuses)
        priorities = remaining(priorities, without: excludedPriorities)
    }

    /// What is left of a choice; nothing left means that nothing matches, while an empty choice means all.
    private mutating func remaining<Value: CaseIterable & Hashable>(
        _ chosen: Set<Value>, without excluded: Set<Value>
    ) -> Set<Value> {
        if excluded.isEmpty { return chosen }
        let left = (chosen.isEmpty ? Set(Value.allCases) : chosen).subtracting(excluded)
        if left.isEmpty { matchesNothing = true }
        return left
    }
}

extension Status {
    /// A status as people type it: `in_progress`, `in-progress` and `In Progress` are one.
    public init?(typed text: String) {
        let name = text.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
        self.init(rawValue: String(name))
    }
}
