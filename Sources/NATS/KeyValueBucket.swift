public import JSON

/// A key-value bucket, seen as the stream that it is (NATS ADR-8).
public struct KeyValueBucket: Sendable, Hashable {
    /// The bucket's name.
    public let name: String
    /// The configuration and state of its stream as the server told them.
    public let info: JSONValue

    /// The name of its stream.
    public var stream: String { Self.stream(name) }

    /// The subject of a key; also of a pattern of keys.
    public func subject(_ key: String) -> String { "$KV.\(name).\(key)" }

    /// The key of a subject; `nil` for a subject of something else.
    public func key(of subject: String) -> String? {
        let prefix = self.subject("")
        return subject.hasPrefix(prefix) ? String(subject.dropFirst(prefix.count)) : nil
    }

    static func stream(_ name: String) -> String { "KV_\(name)" }
}
