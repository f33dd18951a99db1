import Screen
import Tickets

/// One message of the event stream as lines: where it stands, what it says, headers, payload.
struct EventPage {
    /// How many other events of the ticket are shown.
    private static let otherEvents = 8
    private static let labelWidth = 10

    private let record: EventRecord
    private let state: DashboardState
    private let width: Int

    init(_ record: EventRecord, _ state: DashboardState, width: Int) {
        self.record = record
        self.state = state
        self.width = width
    }

    var lines: [[Piece]] { place + ticket + change + others + headers + payload }

    private var place: [[Piece]] {
        let local = state.localTime.shifted(record.time).description
        let times = "\(record.time.readable), local \(local.prefix(10)) \(local.dropFirst(11).prefix(12))"
        let age = Age.short(of: record.time, at: state.now)
        return field("Subject", record.subject, record.family.role)
            + field("Sequence", "\(record.sequence)", .text)
            + field("Stored", times + (age == "now" ? ", now" : ", \(age) ago"), .text)
    }

    private var ticket: [[Piece]] {
        guard let change = record.change else {
            let unreadable = [[Piece("No event of a ticket can be read in the payload", .warning)]]
            return field("Tenant", record.tenant, .text) + field("Ticket", record.ticket, .text)
                + (record.isUnreadable ? unreadable : [])
        }
        let ticket = change.ticket
        return field("Ticket", ticket.title, .strong) + field("Id", ticket.id.description, .text)
            + field("Tenant", ticket.tenant.name, .text) + field("Revision", "\(change.revision)", .text)
            + field("Actor", change.actor ?? "unknown", change.actor == nil ? .faint : .text)
    }

    private var change: [[Piece]] {
        guard let change = record.change, change.action == .update else { return [] }
        let arrow = String(state.glyphs.arrowRight)
        return [[], [Piece("Changed", .columnTitle)]]
            + RevisionPage.lines(change, width: width, arrow: arrow)
    }

    /// The events of the same ticket among those that are loaded.
    private var others: [[Piece]] {
        guard let id = record.ticket else { return [] }
        let lines = state.events.window.log.lines.lazy.compactMap(\.record)
        let others = lines.filter { $0.ticket == id && $0.sequence != record.sequence }.map { $0 }
        guard !others.isEmpty else { return [] }
        let isMore = others.count > EventPage.otherEvents
        let count = isMore ? ", the newest \(EventPage.otherEvents) of \(others.count)" : ""
        let title =
            "Other events of this ticket that are loaded\(count); \(state.hint(.eventsOfTicket)) shows all"
        return [[], [Piece(title, .columnTitle)]] + others.suffix(EventPage.otherEvents).map(other)
    }

    private func other(_ record: EventRecord) -> [Piece] {
        let time = state.localTime.shifted(record.time).timeOfDay.prefix(8)
        let text = EventSummary.text(of: record, arrow: String(state.glyphs.arrowRight))
        return [
            Piece("\(record.sequence)  \(time)  ", .faint), Piece(record.subject + "  ", record.family.role),
            Piece(text),
        ]
    }

    private var headers: [[Piece]] {
        guard !record.headers.isEmpty else { return [] }
        return [[], [Piece("Headers", .columnTitle)]]
            + record.headers.flatMap { header in
                TextLayout.wrap("\(header.name): \(header.value)", to: width).map { [Piece($0)] }
            }
    }

    private var payload: [[Piece]] {
        let shown = record.payload.utf8.count
        let isCut = record.size > shown
        let size = Amount.bytes(Int64(record.size))
        let part = isCut ? ", the first \(Amount.bytes(Int64(shown))) shown" : ""
        let text = JSONIndenter.indent(record.payload)
        let isJSON = text != record.payload || record.payload.first == "{" || record.payload.first == "["
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return [[], [Piece("Payload, \(size)\(part)", .columnTitle)]]
            + rows.flatMap { row in
                isJSON
                    ? highlighted(String(row))
                    : TextLayout.wrap(String(row), to: width).map { [Piece($0)] }
            }
            + (isCut ? [[Piece("cut here: \(Amount.bytes(Int64(record.size - shown))) more", .warning)]] : [])
    }

    private func highlighted(_ line: String) -> [[Piece]] {
        let text = JSONHighlighter.parts(of: line).flatMap { part in
            part.text.map { (character: $0, role: part.kind.role) }
        }
        return TextLayout.rows(of: text.map(\.character), width: width).map { row in
            var pieces: [Piece] = []
            var rest = text[row]
            while let first = rest.first {
                let stretch = rest.prefix { $0.role == first.role }
                pieces.append(Piece(String(stretch.map(\.character)), first.role))
                rest = rest.dropFirst(stretch.count)
            }
            return pieces
        }
    }

    private func field(_ label: String, _ value: String?, _ role: Role) -> [[Piece]] {
        value.map { field(label, $0, role) } ?? []
    }

    /// A label and its value, which goes on below itself where it is long.
    private func field(_ label: String, _ value: String, _ role: Role) -> [[Piece]] {
        let rows = TextLayout.wrap(value, to: max(1, width - EventPage.labelWidth))
        return rows.enumerated().map { index, row in
            let head = index == 0 ? label : ""
            let blanks = String(repeating: " ", count: max(1, EventPage.labelWidth - head.count))
            return [Piece(head + blanks, .faint), Piece(row, role)]
        }
    }
}

extension JSONHighlighter.Kind {
    fileprivate var role: Role {
        switch self {
        case .key: .info
        case .string: .text
        case .number: .eventUpdate
        case .literal: .eventOther
        case .punctuation: .faint
        }
    }
}

extension EventFamily {
    /// How messages of the family look.
    var role: Role {
        switch self {
        case .create: .eventCreate
        case .update: .eventUpdate
        case .delete: .eventDelete
        case .notification: .info
        case .audit: .eventOther
        case .other: .text
        }
    }
}

extension TicketChange {
    /// How the change looks.
    var role: Role {
        switch action {
        case .create, .restore: .eventCreate
        case .update: .eventUpdate
        case .delete: .eventDelete
        }
    }
}
