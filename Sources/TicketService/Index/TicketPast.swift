import JSON
import TicketWire
import Tickets

/// What came before a ticket's latest state, where the log itself does not keep it.
struct TicketPast: Sendable {
    private var actor: String?
    private var changes: [FieldChange] = []
    private var at = Timestamp(milliseconds: 0)
    /// The earlier revisions that are kept, oldest first, encoded.
    private var earlier: [[UInt8]] = []

    /// Of a ticket that nothing is known of.
    init() {}

    /// Of a ticket that came to be with a change.
    init(_ change: TicketChange) { take(change) }

    private mutating func take(_ change: TicketChange) {
        actor = change.actor
        changes = change.changes
        at = change.at
    }

    /// Goes on to the next change.
    ///
    /// - Parameters:
    ///   - row: the ticket before the change.
    ///   - limit: how many revisions are kept in all.
    mutating func add(_ change: TicketChange, after row: TicketRow, atMost limit: Int) {
        if let before = latest(row) {
            var writer = JSONWriter(reserving: row.body.count + 160)
            before.write(to: &writer)
            earlier.append(writer.bytes)
        }
        if earlier.count >= max(1, limit) { earlier.removeFirst(earlier.count - limit + 1) }
        take(change)
    }

    /// All revisions that are kept, oldest first.
    ///
    /// - Parameter row: the ticket as it is now.
    func changes(upTo row: TicketRow) -> [TicketChange] {
        let past = earlier.compactMap { bytes in
            (try? JSONValue(parsing: bytes)).flatMap { try? TicketChange(decoding: $0) }
        }
        return past + [latest(row)].compactMap { $0 }
    }

    private func latest(_ row: TicketRow) -> TicketChange? {
        guard let change = row.latest else { return nil }
        return TicketChange(
            action: change.action, ticket: change.ticket, revision: change.revision, actor: actor, at: at,
            changes: changes)
    }
}
