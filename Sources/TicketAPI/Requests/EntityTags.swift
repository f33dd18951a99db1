/// The tags that `If-None-Match` names: a list of them, weak or strong, or all (RFC 9110, section 13.1.2).
enum EntityTags: Equatable {
    /// Whatever there is.
    case any
    /// These, without the mark of weak ones: only the quoted text is compared.
    case some([Substring])

    /// Reads the value of the header; what is no tag names none.
    init(_ header: String?) {
        let text = (header ?? "").drop { $0.isWhitespace }
        if text.first == "*", text.dropFirst().allSatisfy(\.isWhitespace) {
            self = .any
        } else {
            self = .some(Self.tags(text))
        }
    }

    /// Whether a quoted tag is among them.
    func contains(_ tag: String) -> Bool {
        switch self {
        case .any: true
        case .some(let tags): tags.contains(tag[...])
        }
    }

    private static func tags(_ text: Substring) -> [Substring] {
        var tags: [Substring] = []
        var rest = text
        while true {
            rest = rest.drop { $0 == "," || $0.isWhitespace }
            if rest.hasPrefix("W/") { rest = rest.dropFirst(2) }
            // A comma may stand inside the quotes.
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return tags }
            tags.append(rest[...end])
            rest = rest[rest.index(after: end)...]
        }
    }
}
