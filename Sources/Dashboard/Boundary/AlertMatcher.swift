public import Tickets

/// Tells which alert rules a message is about, and asks for as little of it as it can.
public struct AlertMatcher: Sendable {
    /// A rule, and what of it can be told by the subject alone.
    private struct Test: Sendable {
        let filter: EventFilter
        let subjects: EventFilter
        /// Whether the subject says it all.
        let isBySubject: Bool
    }

    /// Whether the text of a message must be known.
    public let needsText: Bool
    private let tests: [Test]

    public init(_ rules: [AlertRule]) {
        needsText = rules.contains { !$0.filter.words.isEmpty || !$0.filter.excludedWords.isEmpty }
        tests = rules.map { rule in
            let terms = rule.expression.split(whereSeparator: \.isWhitespace)
            let subjects = terms.filter { AlertMatcher.isOfSubject($0.lowercased()) }
            return Test(
                filter: rule.filter, subjects: EventFilter(subjects.joined(separator: " ")),
                isBySubject: subjects.count == terms.count)
        }
    }

    private static func isOfSubject(_ term: String) -> Bool {
        term.hasPrefix("subject:") || term.hasPrefix("-subject:")
    }

    /// The places of the rules that a message is about.
    ///
    /// - Parameter facts: asked for at most once, and only where the subject leaves it open.
    public func places(subject: String, facts: () -> EventFilter.Facts) -> [Int] {
        let bare = EventFilter.Facts(subject: subject, text: "")
        var known: EventFilter.Facts?
        var places: [Int] = []
        for (place, test) in tests.enumerated() where test.subjects.matches(bare) {
            guard !test.isBySubject else {
                places.append(place)
                continue
            }
            let all = known ?? facts()
            known = all
            if test.filter.matches(all) { places.append(place) }
        }
        return places
    }
}
