import Screen
import Tickets

/// A press of the mouse button, to tell a second one as a double click.
struct Click: Sendable, Hashable {
    /// Two presses on one place within this time are one double click.
    static let doubleTime = Duration.milliseconds(400)

    let place: Point
    /// What is there: it may have changed between two presses.
    let row: Int?
    let ticket: TicketID?
    let time: Timestamp
}
