import Tickets

extension PendingWrite {
    /// What to tell when the write failed because somebody else had changed the ticket or deleted it.
    func refusal(_ failure: Failure) -> Refusal? {
        switch failure.kind {
        case .conflict, .notFound: break
        case .invalid, .busy, .unreachable, .unknownOutcome, .other: return nil
        }
        return switch self {
        case .field(let before, _): Refusal(of: before, at: before.revision, outcome: "not changed")
        case .delete(let ticket): Refusal(of: ticket, at: ticket.revision, outcome: "not deleted")
        case .revert(let before, _): Refusal(of: before, at: before.revision, outcome: "not restored")
        case .form, .formRevival, .undo, .revival, .bulk: nil
        }
    }
}
