import Tickets

/// A change that was asked for once, known by its title.
struct Command: Sendable {
    /// What the asker was told.
    enum Outcome: Sendable {
        /// The change is recorded.
        case acknowledged(ticket: TicketID, revision: Int)
        /// Nothing was changed.
        case refused
        /// No answer, or one that says that nobody knows.
        case unknown
    }

    let title: String
    let outcome: Outcome
}
