import Tickets

/// A change that was refused because somebody else had changed its ticket, while the history is read for
/// who did what.
struct Refusal: Sendable, Hashable {
    let ticket: Ticket
    /// The revision that the refused change began from.
    let revision: Int
    /// What did not happen, such as `not undone`.
    let outcome: String
    /// Whether it was a part of a bulk change, which tells its reasons itself.
    let isOfBulk: Bool
    /// The changes since that revision, as far as they were read.
    private(set) var since: [TicketChange] = []

    init(of ticket: Ticket, at revision: Int, outcome: String, isOfBulk: Bool = false) {
        self.ticket = ticket
        self.revision = revision
        self.outcome = outcome
        self.isOfBulk = isOfBulk
    }

    /// Takes in a page of the history.
    mutating func take(_ changes: [TicketChange]) {
        since += changes.filter { $0.revision > revision }
    }

    /// Who did what since; `nil` when the history does not tell.
    var reason: String? {
        guard let last = since.last else { return nil }
        let others = since.count - 1
        let more = others == 0 ? "" : ", after \(others) other change\(others == 1 ? "" : "s")"
        return last.deed + more
    }
}
