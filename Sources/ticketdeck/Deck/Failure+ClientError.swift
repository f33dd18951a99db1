import Dashboard
import TicketClient
import TicketWire

extension Failure {
    /// The failure as the dashboard shows it.
    init(_ error: ClientError) {
        switch error.kind {
        case .refused(let refusal):
            let kind: Failure.Kind =
                switch refusal.code {
                case .invalid, .tooLarge, .forbidden: .invalid
                case .notFound: .notFound
                case .conflict: .conflict(refusal.ticket)
                case .overloaded: .busy
                case .unavailable: .unreachable
                case .unknownOutcome: .unknownOutcome
                }
            self.init(kind: kind, message: refusal.message, details: refusal.details)
        case .disconnected, .noService: self.init(kind: .unreachable, message: error.message)
        case .unknownOutcome: self.init(kind: .unknownOutcome, message: error.message)
        case .notPermitted, .unreadableReply, .notSent: self.init(kind: .other, message: error.message)
        }
    }
}
