import Screen
import Tickets

extension Canvas {
    /// One line of the events view.
    mutating func event(
        _ line: EventLine, _ before: EventRecord?, _ columns: ColumnLayout<EventColumn>,
        _ state: DashboardState, in area: Rect, isSelected: Bool
    ) {
        guard let record = line.record else {
            let (text, role) = words(line, state)
            return self.line([Piece(text, role)], in: area, ground: isSelected ? .selection : nil)
        }
        for slot in columns.slots {
            let cell = Rect(x: area.x + slot.x, y: area.y, width: slot.width, height: 1)
            self.line(
                [piece(slot, record, before, state)], in: cell, ground: isSelected ? .selection : nil)
        }
    }

    private func piece(
        _ slot: ColumnLayout<EventColumn>.Slot, _ record: EventRecord, _ before: EventRecord?,
        _ state: DashboardState
    ) -> Piece {
        switch slot.id {
        case .sequence: Piece("\(record.sequence)", .faint)
        case .time: Piece(time(record, before, state, width: slot.width), .faint)
        case .subject: Piece(record.subject, record.family.role)
        case .tenant: Piece(record.tenant ?? "-")
        case .ticket: Piece(record.ticket.map { String($0.suffix(8)) } ?? "-", .faint)
        case .actor: Piece(record.change?.actor ?? "-")
        case .what:
            record.isUnreadable
                ? Piece("\(glyphs.warning) unreadable: " + EventSummary.text(of: record), .warning)
                : Piece(
                    EventSummary.text(of: record, arrow: String(glyphs.arrowRight)),
                    record.change?.role ?? record.family.role)
        }
    }

    private func time(
        _ record: EventRecord, _ before: EventRecord?, _ state: DashboardState, width: Int
    ) -> String {
        switch state.events.timeForm {
        case .local: String(state.localTime.shifted(record.time).timeOfDay.prefix(width < 12 ? 8 : 12))
        case .utc: String(record.time.timeOfDay.prefix(width < 12 ? 8 : 12))
        case .delta: before.map { Age.delta(record.time.since($0.time)) } ?? "-"
        }
    }

    /// What a line says that is no message.
    private func words(_ line: EventLine, _ state: DashboardState) -> (String, Role) {
        func clock(_ time: Timestamp) -> String {
            String(state.localTime.shifted(time).timeOfDay.prefix(8))
        }
        switch line.content {
        case .record: return ("", .text)
        case .leftOut(let count):
            return (
                "\(glyphs.warning) \(Amount.grouped(count)) left out here: they came faster than they could be shown",
                .warning
            )
        case .gap(let count):
            return (
                "\(glyphs.warning) \(Amount.grouped(count)) missing here: \(gapWords(line, count))", .warning
            )
        case .interrupted(let reason, let time):
            return ("\(glyphs.cross) interrupted at \(clock(time)): \(reason)", .bad)
        case .marker(let time):
            let rule = String(repeating: glyphs.horizontal, count: 8)
            return ("\(rule) marker \(clock(time)) \(rule)", .mark)
        case .renewed:
            return ("\(glyphs.warning) the stream was made anew; what it held before is gone", .warning)
        }
    }

    private func gapWords(_ line: EventLine, _ count: UInt64) -> String {
        let last = line.sequence + count - 1
        return count == 1
            ? "the stream has no \(Amount.grouped(last))"
            : "the stream has no \(Amount.grouped(line.sequence))..\(Amount.grouped(last))"
    }
}
