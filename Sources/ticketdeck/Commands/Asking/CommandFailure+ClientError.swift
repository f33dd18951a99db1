import CommandOptions
import TicketClient
import TicketWire
import Tickets

extension CommandFailure {
    /// The line and the exit status for what the service, or the way to it, has refused.
    init(_ error: ClientError) {
        switch error.kind {
        case .refused(let refusal): self.init(CommandFailure.line(refusal))
        case .noService:
            self.init(
                "\(error.message); start one with ticket-svc, or name other servers with --server",
                status: ExitStatus.unreachable)
        case .disconnected:
            self.init("\(error.message); nothing was changed; try again", status: ExitStatus.unreachable)
        case .notPermitted:
            self.init("\(error.message); see --tenant-subject and --inbox-prefix, or use other credentials")
        case .unknownOutcome:
            self.init(
                "\(error.message): a change may or may not have been made; look before you try again")
        case .unreadableReply, .notSent: self.init(error.message)
        }
    }

    /// What the service says, with every field that is wrong.
    static func line(_ error: ServiceError) -> String {
        switch error.code {
        case .conflict:
            guard let ticket = error.ticket else { return error.message }
            return "the ticket is at revision \(ticket.revision) now, nothing was changed; "
                + "read it again, then repeat with --if-revision \(ticket.revision)"
        case .overloaded: return "\(error.message); try again in a moment (429)"
        case .unavailable: return "\(error.message); nothing was changed, try again (503)"
        default: break
        }
        guard !error.details.isEmpty else { return "\(error.message) (\(error.code.rawValue))" }
        return error.details.map { "\($0.field) \($0.message)" }.joined(separator: "; ")
    }
}
