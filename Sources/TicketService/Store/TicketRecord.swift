public import Tickets

/// What is written to the ticket log for one accepted change.
public struct TicketRecord: Sendable, Hashable {
    public let change: TicketChange
    /// With a creation: the key by which the same creation is known when it is asked for again.
    public let requestKey: String?
    /// Tells this attempt at a change from any other, so that its writer knows its own record again.
    public let commandID: String

    public init(
        _ change: TicketChange, requestKey: String? = nil, commandID: String = TicketRecord.newCommandID()
    ) {
        self.change = change
        self.requestKey = requestKey
        self.commandID = commandID
    }

    /// 128 random bits as text.
    public static func newCommandID() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36) + "-"
            + String(UInt64.random(in: 0 ... .max), radix: 36)
    }
}
