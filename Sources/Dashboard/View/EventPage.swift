import Screen
import Tickets

/// One message of the event stream as lines: where it stands, what it says, headers, payload.
enum EventPage {
    static func lines(_ record: EventRecord, width: Int, arrow: String) -> [[Piece]] {
        var lines = field("Subject", record.subject, role(of: record.change), width)
        lines += field("Stored", record.time.readable, .text, width)
        if let change = record.change { lines += self.lines(change, arrow, width) }
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

    private static func lines(_ change: TicketChange, _ arrow: String, _ width: Int) -> [[Piece]] {
        let ticket = change.ticket
        var lines = field("Ticket", ticket.title, .strong, width)
        lines += field("Id", ticket.id.description, .text, width)
        lines += field("Tenant", ticket.tenant.name, .text, width)
        lines += field("Revision", "\(change.revision)", .text, width)
        lines += field("Actor", change.actor ?? "unknown", change.actor == nil ? .faint : .text, width)
        for change in change.changes {
            lines += field("Changed", EventSummary.text(of: change, arrow: arrow), .eventUpdate, width)
        }
        return lines
    }

    private static let labelWidth = 10

    /// A label and its value, which goes on below itself where it is long.
    private static func field(_ label: String, _ value: String, _ role: Role, _ width: Int) -> [[Piece]] {
        let rows = TextLayout.wrap(value, to: max(1, width - labelWidth))
        return rows.enumerated().map { index, row in
            let head = index == 0 ? label : ""
            let blanks = String(repeating: " ", count: max(1, labelWidth - head.count))
            return [Piece(head + blanks, .faint), Piece(row, role)]
        }
    }
}
