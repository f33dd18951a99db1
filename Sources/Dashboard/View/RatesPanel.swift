import Screen
import Tickets

/// How many events came, and whose they were, as lines.
struct RatesPanel {
    /// The columns of the panel beside the events, its edge among them.
    static let width = 38

    private let state: DashboardState
    private let width: Int

    init(_ state: DashboardState, width: Int) {
        self.state = state
        self.width = width
    }

    /// The lines for a height: the rates first, then whose the events were as far as there is room.
    func lines(height: Int) -> [[Piece]] {
        let head = mood + bySecond
        let hour = [[]] + byMinute
        let room = max(0, height - head.count - hour.count - 4) / 2
        return head + hour + ranks("TENANTS, 5 min", state.events.rates.topTenants, room)
            + ranks("TICKETS, 5 min", state.events.rates.topTickets, room)
    }

    private var rates: EventRates { state.events.rates }
    private var barWidth: Int { min(60, max(4, width - 23)) }

    private var mood: [[Piece]] {
        switch rates.mood(at: state.now) {
        case .usual: []
        case .burst(let times): [[Piece("\(state.glyphs.warning) burst: \(times)x the usual", .warning)]]
        case .silent(let time):
            [[Piece("\(state.glyphs.warning) silent for \(Age.silence(time))", .warning)]]
        }
    }

    private var bySecond: [[Piece]] {
        [[Piece("EVENTS/S, last 60 s", .columnTitle)]]
            + rows {
                rates.bySecond($0, at: state.now)
            } number: {
                Amount.count(rates.perSecond($0, at: state.now))
            }
    }

    private var byMinute: [[Piece]] {
        [[Piece("EVENTS/MIN, last 60 min", .columnTitle)]]
            + rows {
                rates.byMinute($0, at: state.now)
            } number: {
                Amount.count((rates.byMinute($0, at: state.now).last ?? nil) ?? 0)
            }
    }

    /// A row of all, and of each family that there is.
    private func rows(
        _ values: (EventFamily?) -> [Double?], number: (EventFamily?) -> String
    ) -> [[Piece]] {
        let families = EventFamily.allCases.filter { family in
            values(family).contains { ($0 ?? 0) > 0 } || [.create, .update, .delete].contains(family)
        }
        return ([nil] + families.map { $0 }).map { row($0, values($0), number($0)) }
    }

    private func row(_ family: EventFamily?, _ values: [Double?], _ number: String) -> [Piece] {
        let label = family?.label ?? "all"
        let blanks = String(repeating: " ", count: max(1, 15 - label.count))
        let bars = Sparkline.text(packed(values), width: barWidth, glyphs: state.glyphs)
        let gap = String(repeating: " ", count: max(1, 7 - TextWidth.columns(of: number)))
        return [
            Piece(label + blanks, family?.role ?? .strong), Piece(bars, family?.role ?? .strong),
            Piece(gap + number),
        ]
    }

    /// The values in as many bars as there is room for: where it is narrow, a bar is for some of them.
    private func packed(_ values: [Double?]) -> [Double?] {
        let share = (values.count + barWidth - 1) / barWidth
        guard share > 1 else { return values }
        return stride(from: values.count % share, to: values.count, by: share).map { start in
            let known = values[start..<min(start + share, values.count)].compactMap { $0 }
            return known.isEmpty ? nil : known.reduce(0, +)
        }
    }

    private func ranks(_ title: String, _ ranks: [EventRates.Rank], _ room: Int) -> [[Piece]] {
        guard room > 0, !ranks.isEmpty else { return [] }
        return [[], [Piece(title, .columnTitle)]]
            + ranks.prefix(room).map { rank in
                let number = Amount.grouped(UInt64(rank.count))
                let name = TextWidth.clip(
                    rank.name.count == 36 ? String(rank.name.suffix(8)) : rank.name,
                    to: max(1, width - number.count - 2), mark: state.glyphs.ellipsis)
                let gap = max(1, width - 1 - TextWidth.columns(of: name) - number.count)
                return [Piece(name), Piece(String(repeating: " ", count: gap) + number, .faint)]
            }
    }
}
