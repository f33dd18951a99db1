import Tickets

/// What others made of a ticket while the form was open.
struct Meanwhile: Sendable, Hashable {
    /// So many of their changes are told.
    static let told = 3

    /// The ticket as it stands now; as it last was when it was deleted.
    private(set) var ticket: Ticket
    private(set) var revision: Int
    private(set) var isDeleted = false
    /// Who did what, the last few.
    private(set) var deeds: [String] = []
    /// Who they are, each once.
    private(set) var names: [String] = []

    /// The ticket as the service gave it; who changed it is not known.
    init(_ ticket: Ticket) {
        self.ticket = ticket
        revision = ticket.revision
    }

    init(_ change: TicketChange) {
        self.init(change.ticket)
        take(change)
    }

    /// Takes in a change; an older one tells nothing new.
    mutating func hear(_ change: TicketChange) {
        if change.revision > revision { take(change) }
    }

    /// Takes in how the service says the ticket stands.
    mutating func hear(_ ticket: Ticket) {
        guard ticket.revision > revision else { return }
        self.ticket = ticket
        revision = ticket.revision
        isDeleted = false
    }

    private mutating func take(_ change: TicketChange) {
        ticket = change.ticket
        revision = change.revision
        isDeleted = !change.leavesTicket
        deeds = Array((deeds + [change.deed]).suffix(Meanwhile.told))
        if !names.contains(change.who) { names.append(change.who) }
    }

    /// Who changed it, in words.
    var who: String { names.isEmpty ? "somebody" : names.suffix(Meanwhile.told).joined(separator: ", ") }
}
