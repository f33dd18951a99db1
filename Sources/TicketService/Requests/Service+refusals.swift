import LogLines
public import TicketWire
import Tickets

/// Replies to requests that are not even looked at. There may be very many, so that their log lines are
/// at most one a second.
extension Service {
    /// Answers when too many requests are being worked on.
    public func shed() -> EncodedReply {
        refuse(ServiceError(.overloaded, "the service has too much to do just now, ask again"), .warn)
    }

    /// Answers a request that is larger than any request may be.
    public func refuseSize() -> EncodedReply {
        refuse(.tooLarge, .info)
    }

    /// Answers while the instance is stopping.
    public func refuseStopping() -> EncodedReply {
        refuse(ServiceError(.unavailable, "this instance is stopping, ask again"), .warn)
    }

    /// Answers a request on a subject that should name a tenant and does not.
    public func refuseSubject() -> EncodedReply {
        let violation = FieldViolation(field: "tenant_id", message: "must be 1 to 64 of A-Z a-z 0-9 _ -")
        return refuse(ServiceError(violations: [violation]), .info)
    }

    private func refuse(_ error: ServiceError, _ level: LogLevel) -> EncodedReply {
        if let count = refusals.count() {
            let more = count > 1 ? " (\(count) refused since the last such line)" : ""
            log.write(level, "request refused", error: "\(error.code.rawValue) \(error.message)\(more)")
        }
        return EncodedReply(error)
    }
}
