/// Which messages of the event stream are shown. An empty filter shows all.
public struct EventFilter: Sendable, Hashable {
    /// What is known of a message, whoever published it.
    public struct Facts: Sendable, Hashable {
        public var subject: String
        public var tenant: String?
        /// The ticket's id.
        public var ticket: String?
        public var actor: String?
        /// Everything that words are looked for in, in lower case.
        public var text: String

        public init(
            subject: String, tenant: String? = nil, ticket: String? = nil, actor: String? = nil, text: String
        ) {
            self.subject = subject
            self.tenant = tenant
            self.ticket = ticket
            self.actor = actor
            self.text = text
        }
    }

    /// What a term looks at.
    public enum Field: String, Sendable, Hashable, CaseIterable { case subject, tenant, ticket, actor }

    /// A field and a value it has, or has not.
    public struct Term: Sendable, Hashable {
        public let field: Field
        /// In lower case.
        public let value: String
        public let isNegated: Bool
    }

    /// Of several terms of one field any may hold; of the negated ones none.
    public private(set) var terms: [Term] = []
    /// Each must occur, in lower case.
    public private(set) var words: [String] = []
    /// None may occur, in lower case.
    public private(set) var excludedWords: [String] = []

    /// The filter that shows everything.
    public static let all = EventFilter("")

    /// Reads what one types: words, and `subject:ticket.update tenant:acme ticket:9ee06a62 actor:lee`, negated
    /// with a `-` in front.
    ///
    /// A subject may hold the wildcards of NATS (`ticket.*`); one without a dot is a token of it (`update`). A
    /// ticket is an id or a part of it. A colon behind anything but the name of a field is part of a word.
    public init(_ expression: String) {
        for word in expression.split(whereSeparator: \.isWhitespace) {
            let isNegated = word.hasPrefix("-") && word.count > 1
            let term = (isNegated ? word.dropFirst() : word).lowercased()
            guard let colon = term.firstIndex(of: ":"), let field = Field(rawValue: String(term[..<colon]))
            else {
                if isNegated { excludedWords.append(term) } else { words.append(term) }
                continue
            }
            let value = String(term[term.index(after: colon)...])
            if !value.isEmpty { terms.append(Term(field: field, value: value, isNegated: isNegated)) }
        }
    }

    /// Whether all messages are shown.
    public var isEmpty: Bool { terms.isEmpty && words.isEmpty && excludedWords.isEmpty }

    /// Whether a message is shown.
    public func matches(_ facts: Facts) -> Bool {
        for field in Field.allCases {
            let named = terms.filter { $0.field == field }
            if named.contains(where: { $0.isNegated && $0.holds(of: facts) }) { return false }
            let wanted = named.filter { !$0.isNegated }
            if !wanted.isEmpty, !wanted.contains(where: { $0.holds(of: facts) }) { return false }
        }
        return words.allSatisfy(facts.contains) && !excludedWords.contains(where: facts.contains)
    }
}

extension EventFilter.Facts {
    /// Whether a word, in lower case, occurs.
    fileprivate func contains(_ word: String) -> Bool {
        let text = text.utf8
        guard let first = word.utf8.first else { return true }
        var rest = text[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: word.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension EventFilter.Term {
    fileprivate func holds(of facts: EventFilter.Facts) -> Bool {
        switch field {
        case .subject: holds(ofSubject: facts.subject.lowercased())
        case .tenant: facts.tenant?.lowercased() == value
        case .actor: facts.actor?.lowercased() == value
        case .ticket: facts.ticket?.lowercased().contains(value) ?? false
        }
    }

    private func holds(ofSubject subject: String) -> Bool {
        let tokens = subject.split(separator: ".", omittingEmptySubsequences: false)
        let pattern = value.split(separator: ".", omittingEmptySubsequences: false)
        guard pattern.count > 1 || value == ">" || value == "*" else {
            return tokens.contains { $0 == value }
        }
        let isOpen = pattern.last == ">"
        let fixed = isOpen ? pattern.dropLast() : pattern[...]
        guard isOpen ? tokens.count > fixed.count : tokens.count == fixed.count else { return false }
        return zip(fixed, tokens).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
