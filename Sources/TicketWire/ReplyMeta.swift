import JSON

/// What stands beside the data of a reply; each reply has some of it.
public struct ReplyMeta: Sendable, Hashable {
    /// With a list: how many tickets the filter matches in all.
    public var total: Int?
    /// With a list: how many tickets were asked for at most.
    public var limit: Int?
    /// With a list: how many tickets stand before the first one given.
    public var offset: Int?
    /// Where the next page begins, when there is more.
    public var nextCursor: String?
    /// With a write: its place in the ticket log.
    public var sequence: UInt64?
    /// With events: the sequence of the last one given.
    public var lastSequence: UInt64?

    public init(
        total: Int? = nil, limit: Int? = nil, offset: Int? = nil, nextCursor: String? = nil,
        sequence: UInt64? = nil, lastSequence: UInt64? = nil
    ) {
        self.total = total
        self.limit = limit
        self.offset = offset
        self.nextCursor = nextCursor
        self.sequence = sequence
        self.lastSequence = lastSequence
    }

    /// Nothing beside the data.
    public static let none = ReplyMeta()
}

extension ReplyMeta {
    /// Writes the member `meta`; nothing at all when there is nothing to say.
    func write(to writer: inout JSONWriter) {
        guard self != .none else { return }
        writer.key(fixed: "meta")
        writer.beginObject()
        if let total { writer.member("total", total) }
        if let limit { writer.member("limit", limit) }
        if let offset { writer.member("offset", offset) }
        if let nextCursor { writer.member("next_cursor", nextCursor) }
        if let sequence { writer.member("sequence", sequence) }
        if let lastSequence { writer.member("last_sequence", lastSequence) }
        writer.endObject()
    }

    init(decoding json: JSONValue?) {
        func integer(_ key: String) -> Int? { json?[key]?.integer.flatMap { Int(exactly: $0) } }
        func sequence(_ key: String) -> UInt64? { json?[key]?.integer.flatMap { UInt64(exactly: $0) } }
        self.init(
            total: integer("total"), limit: integer("limit"), offset: integer("offset"),
            nextCursor: json?["next_cursor"]?.string, sequence: sequence("sequence"),
            lastSequence: sequence("last_sequence"))
    }
}
