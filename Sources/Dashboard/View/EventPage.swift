import Screen
import Tickets

/// One message of the event stream as lines: where it stands, what it says, headers, payload.
enum EventPage {
    static func lines(_ record: EventRecord, width: Int, arrow: String) -> [[Piece]] {
        var lines: [[Piece]] = [
            field("Subject", Piece(record.subject, role(of: record.change))),
            field("Stored", Piece(record.time.readable)),
        ]
        if let change = record.change { lines += self.lines(change, arrow) }
        if !record.headers.isEmpty {
            lines += [[], [Piece("Headers", .columnTitle)]]
            for header in record.headers {
                lines += TextLayout.wrap("\(header.name): \(header.value)", to: width).map { [Piece($0)] }
            }
        }
        lines += [[], [Piece("Payload, \(Amount.bytes(Int64(record.size)))", .columnTitle)]]
        for line in JSONIndenter.indent(record.payload).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            lines += TextLayout.wrap(String(line), to: width).map { [Piece($0)] }
        }
        return lines
    }

    static func role(of change: TicketChange?) -> Role {
        switch change?.action {
        case .create, .restore: .eventCreate
        case .update: .eventUpdate
        case .delete: .eventDelete
        case nil: .eventOther
        }
    }

    private static func lines(_ change: TicketChange, _ arrow: String) -> [[Piece]] {
        var lines = [
            field("Tenant", Piece(change.ticket.tenant.name)),
            field("Ticket", Piece(change.ticket.id.description)),
            field("Revision", Piece("\(change.revision)")),
            field("Actor", change.actor.map { Piece($0) } ?? Piece("unknown", .faint)),
        ]
        for change in change.changes {
            lines.append(field("Changed", Piece(EventSummary.text(of: change, arrow: arrow), .eventUpdate)))
        }
        return lines
    }

    private static func field(_ label: String, _ value: Piece) -> [Piece] {
        [Piece(label + String(repeating: " ", count: max(1, 10 - label.count)), .faint), value]
    }
}
