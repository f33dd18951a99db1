import JSON
import TicketWire
import Tickets

/// What a request that was done gives back.
struct Answer: Sendable {
    /// The reply as far as its data.
    let begun: JSONWriter
    let meta: ReplyMeta

    /// - Parameter data: one JSON value, encoded.
    init(_ data: [UInt8], meta: ReplyMeta = .none) {
        var writer = EncodedReply.begin(reserving: data.count + 160)
        writer.raw(data)
        self.init(begun: writer, meta: meta)
    }

    /// - Parameter begun: what `EncodedReply.begin` gave, and the data behind it.
    init(begun: JSONWriter, meta: ReplyMeta) {
        self.begun = begun
        self.meta = meta
    }
}

/// In whose name a change is made.
struct Author: Sendable {
    let tenant: Tenant
    let actor: String?
}
