/// What JSON text looks like, found out without a tree of values: whoever only passes text on needs no more.
public struct JSONInspection: Sendable, Hashable {
    /// Whether there is white space outside of strings, so that the text may have several lines.
    public let hasSpace: Bool
    /// Whether all characters are printable ASCII, but for that white space.
    public let isPlain: Bool

    /// Looks at one JSON text (RFC 8259, UTF-8), which may have numbers of any size; `nil` when it is none, or
    /// nested deeper than `JSONValue.maximumDepth`.
    public init?(_ bytes: [UInt8]) {
        var found = JSONInspector(bytes)
        guard found.isText() else { return nil }
        if found.hasHighBytes, String(validating: bytes, as: UTF8.self) == nil { return nil }
        hasSpace = found.hasSpace
        isPlain = found.isPlain
    }
}
