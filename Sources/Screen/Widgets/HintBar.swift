/// The keys that work here, in one line. What does not fit is left out, the least important first.
public struct HintBar: Sendable, Hashable {
    /// One key and what it does.
    public struct Hint: Sendable, Hashable {
        public let key: String
        public let label: String
        /// The lower, the sooner it is left out.
        public let importance: Int

        public init(key: String, label: String, importance: Int) {
            self.key = key
            self.label = label
            self.importance = importance
        }

        var columns: Int { TextWidth.columns(of: key) + 1 + TextWidth.columns(of: label) }
    }

    /// The hints that are shown, in their order.
    public let hints: [Hint]

    /// Keeps what fits into a width, two blanks between hints.
    public init(_ hints: [Hint], width: Int) {
        var kept = hints
        while !kept.isEmpty, HintBar.columns(of: kept) > width {
            guard
                let least = kept.indices.min(by: { left, right in
                    kept[left].importance == kept[right].importance
                        ? left > right : kept[left].importance < kept[right].importance
                })
            else { break }
            kept.remove(at: least)
        }
        self.hints = kept
    }

    /// The hints as pieces of a line.
    public func spans(key: Style, label: Style) -> [Span] {
        var spans: [Span] = []
        for (index, hint) in hints.enumerated() {
            if index > 0 { spans.append(Span("  ", label)) }
            spans.append(Span(hint.key, key))
            spans.append(Span(" " + hint.label, label))
        }
        return spans
    }

    private static func columns(of hints: [Hint]) -> Int {
        hints.reduce(0) { $0 + $1.columns } + 2 * max(0, hints.count - 1)
    }
}
