import TicketWire
import Tickets

/// What a request that was done gives back.
struct Answer: Sendable {
    /// One JSON value, encoded.
    let data: [UInt8]
    let meta: ReplyMeta

    init(_ data: [UInt8], meta: ReplyMeta = .none) {
        self.data = data
        self.meta = meta
    }
}

/// In whose name a change is made.
struct Author: Sendable {
    let tenant: Tenant
    let actor: String?
}
