import NATS
import TicketWire

extension NATSError {
    /// JetStream's error codes for what only an operator can mend.
    private static let (sealed, storeFailed, tooLong) = (10109, 10077, 10054)
    private static let storageCodes: Set<Int> = [10002, 10023, 10028, 10047]

    /// A stream is sealed.
    static func sealed(_ stream: String) -> NATSError {
        let error = NATSError(.jetStream(code: 400, errorCode: sealed), "invalid operation on sealed stream")
        return NATSError(error.code, error.remedy(for: stream))
    }

    /// Why something cannot be written to a stream, and what to do about it, in one sentence.
    ///
    /// - Parameter stream: the bucket's stream or the event stream.
    func remedy(for stream: String) -> String {
        switch code {
        case .permission: "\(message): allow it to the user of the service"
        case .noResponders: "no stream takes it: run ticket-svc setup-streams"
        case .jetStream(_, Self.sealed) where stream == TicketLog.stream:
            "the stream \(stream) is sealed: back it up, delete it and restore it without the seal"
        case .jetStream(_, Self.sealed):
            "the stream \(stream) is sealed: delete it with its events, then run ticket-svc setup-streams"
        case .jetStream(_, Self.storeFailed): "\(message): \(Self.limits(of: stream))"
        case .jetStream(_, Self.tooLong): "\(message): \(Self.limits(of: stream))"
        case .jetStream(_, let code) where Self.storageCodes.contains(code):
            "\(message): JetStream's storage is used up, free some or raise the limit of the account or server"
        default: message
        }
    }

    /// How the limits of a stream are raised. Those of the bucket are left alone by `setup-streams`.
    static func limits(of stream: String) -> String {
        stream == TicketLog.stream
            ? "raise the limits of the stream \(stream) with nats stream edit"
            : "run ticket-svc setup-streams, or raise the limits of the stream \(stream) with nats stream edit"
    }
}
