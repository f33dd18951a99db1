import Tickets

/// A step that was not undone because somebody changed its ticket, while the history is read for who
/// did what.
struct UndoRefusal: Sendable, Hashable {
    let step: UndoStep
    /// The changes since the step, as far as they were read.
    var since: [TicketChange] = []

    /// Takes in a page of the history.
    mutating func take(_ changes: [TicketChange]) {
        since += changes.filter { $0.revision > step.lastRevision }
    }

    /// Who did what since; `nil` when the history does not tell.
    var reason: String? {
        guard let last = since.last else { return nil }
        let others = since.count - 1
        let more = others == 0 ? "" : ", after \(others) other change\(others == 1 ? "" : "s")"
        return last.deed + more
    }
}
