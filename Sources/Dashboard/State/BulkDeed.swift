import Tickets

/// What happens to many tickets at once.
enum BulkDeed: Sendable, Hashable {
    /// They get a value in one field, which is said in words.
    case set(TicketPatch, field: String, value: String)
    case delete
}
