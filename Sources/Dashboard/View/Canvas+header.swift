import Screen
import Tickets

extension Canvas {
    /// One line: name, tabs, tenant, connection, health. What does not fit goes by its weight.
    mutating func header(_ state: DashboardState, in area: Rect) {
        guard !area.isEmpty else { return }
        fill(area, .header)
        let lefts = [
            [Piece(" TicketDeck ", .header).bold] + tabs(state, names: true), tabs(state, names: true),
            tabs(state, names: false),
        ]
        let rights = connection(state)
        let tries = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (2, 3)]
        let fitting = tries.first { left, right in
            columns(lefts[left]) + columns(rights[right]) < area.width
        }
        let (left, right) = fitting ?? (2, 3)
        line(lefts[left], in: area)
        let width = columns(rights[right])
        if width + columns(lefts[left]) <= area.width {
            line(rights[right], in: area.inset(left: area.width - width))
        }
    }

    private func tabs(_ state: DashboardState, names: Bool) -> [Piece] {
        ViewKind.allCases.map { kind in
            let isShown = kind == state.view
            let name = "\(kind.rawValue + 1)" + (names || isShown ? " \(kind.title)" : "")
            return isShown ? Piece("[\(name)]", .selection) : Piece(" \(name) ", .header)
        }
    }

    /// The right side from its longest form to its shortest.
    private func connection(_ state: DashboardState) -> [[Piece]] {
        let status = state.connection
        let tenant = Piece(TextWidth.clip(state.tenant.name, to: 24, mark: glyphs.ellipsis), .header).bold
        let gap = Piece("  ", .header)
        let end = Piece(" ", .header)
        let mode = Piece(status.mode.label + (state.isReadOnly ? " read-only" : ""), .header)
        let server = status.server.isEmpty ? [] : [Piece(" \(status.server)", .header)]
        let health = health(status)
        return [
            [tenant, gap, mode] + server + [end] + health, [tenant, gap, mode, end] + health,
            [tenant, end] + health, health,
        ]
    }

    private func health(_ status: ConnectionStatus) -> [Piece] {
        let (mark, word, role): (Character, String, Role) =
            switch status.link {
            case .lost: (glyphs.cross, "lost", .bad)
            case .connecting: (glyphs.dot, "connecting", .warning)
            case .connected:
                switch status.service {
                case .answering: (glyphs.mark, "ok", .good)
                case .unknown: (glyphs.mark, "connected", .good)
                case .silent: (glyphs.warning, "no service", .warning)
                }
            }
        return [Piece(" \(mark) \(word) ", role)]
    }

    private func columns(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + $1.columns } }

    mutating func banner(_ state: DashboardState, in area: Rect) {
        guard !area.isEmpty, let text = state.banner else { return }
        fill(area, .banner)
        line("\(glyphs.warning) \(text)", in: area.inset(left: 1), .banner)
    }
}
