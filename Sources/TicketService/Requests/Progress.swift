import TicketWire

/// How far a request has come.
enum Progress: Sendable {
    case answered(EncodedReply)
    /// It has to wait for something: the store, or a sequence.
    case waits(AcceptedRequest)
}
