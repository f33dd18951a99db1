import TicketWire
import Tickets

/// What is kept of a ticket: its encoded form, and the fields by which lists are made.
struct TicketRow: Sendable {
    let id: TicketID
    /// The ticket as it stands in replies, made once for each change.
    private(set) var body: [UInt8]
    let createdAt: Timestamp
    /// When it was changed last; of a deleted ticket, when that was.
    let changedAt: Timestamp
    /// The latest change's.
    let revision: UInt32
    let action: TicketAction
    let status: Status
    let priority: Priority

    /// - Parameter encodedTicket: the ticket as `Ticket.encoded` gives it.
    init(_ change: TicketChange, encodedTicket: [UInt8]) {
        let ticket = change.ticket
        id = ticket.id
        body = encodedTicket
        createdAt = ticket.createdAt
        changedAt = change.leavesTicket ? ticket.updatedAt : change.at
        revision = UInt32(clamping: change.revision)
        action = change.action
        status = ticket.status
        priority = ticket.priority
    }

    /// Whether the ticket is there.
    var isAlive: Bool { action != .delete }

    /// The latest change, without its author and what it changed.
    var latest: TicketChange? {
        guard let ticket = Ticket(encoded: body) else { return nil }
        return TicketChange(
            action: action, ticket: ticket, revision: Int(revision), actor: nil, at: changedAt)
    }

    /// Whether another state of the ticket stands in the same place of an order.
    func hasPlace(of other: TicketRow, by field: SortField) -> Bool {
        switch field {
        case .createdAt: createdAt == other.createdAt
        case .updatedAt: changedAt == other.changedAt
        case .priority: priority == other.priority
        case .status: status == other.status
        case .title: TicketBody.haveSameTitles(body, other.body)
        }
    }

    /// Gives the memory of the encoded ticket back: nobody will ask for it.
    mutating func forgetBody() { body = [] }
}
