import Tickets

/// The last change that was made in line mode.
enum LineUndo {
    case created(Ticket)
    case updated(before: Ticket, after: Ticket)
    case deleted(Ticket)
}
