import HTTPTypes

/// What `If-Match` asks of a ticket: the revision that it must still be at.
enum RevisionCondition: Equatable {
    /// Whichever; the header is absent, or `*`.
    case any
    case revision(Int)
    /// A tag that no ticket of ours has.
    case never

    /// Reads the value of `If-Match`.
    ///
    /// - Throws: `APIError` 400 when it is not one quoted tag.
    init(_ header: String?) throws(APIError) {
        guard let header, header != "*" else {
            self = .any
            return
        }
        // A weak tag never matches where bytes are to be the same (RFC 9110).
        let isWeak = header.hasPrefix("W/")
        var tag = isWeak ? header.dropFirst(2) : Substring(header)
        // People leave the quotes out; a number can mean nothing else.
        if !tag.isEmpty, tag.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { tag = "\"\(tag)\"" }
        guard tag.count >= 2, tag.first == "\"", tag.last == "\"", !tag.dropFirst().dropLast().contains("\"")
        else {
            throw APIError(
                .badRequest, "If-Match must be one quoted revision, such as \"3\", as ETag gave it, or *")
        }
        let text = tag.dropFirst().dropLast()
        guard !isWeak, let revision = Int(text), revision > 0, String(revision) == text else {
            self = .never
            return
        }
        self = .revision(revision)
    }
}
