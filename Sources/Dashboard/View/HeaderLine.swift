import Screen
import Tickets

/// What the header shows in a width: name, tabs, tenant, connection, health. What does not fit goes by
/// its weight.
struct HeaderLine {
    let left: [Piece]
    let right: [Piece]
    /// The columns of each tab.
    let tabs: [(view: ViewKind, columns: Range<Int>)]

    init(_ state: DashboardState, width: Int) {
        let name = Piece(" TicketDeck ", .header).bold
        let lefts: [(before: [Piece], tabs: [Piece])] = [
            ([name], HeaderLine.tabs(state, names: true)), ([], HeaderLine.tabs(state, names: true)),
            ([], HeaderLine.tabs(state, names: false)),
        ]
        let rights = HeaderLine.connection(state)
        let tries = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (2, 4)]
        let fitting = tries.first { left, right in
            let columns = HeaderLine.columns(lefts[left].before + lefts[left].tabs)
            return columns + HeaderLine.columns(rights[right]) < width
        }
        let (left, right) = fitting ?? (2, 4)
        self.left = lefts[left].before + lefts[left].tabs
        self.right = rights[right]
        var column = HeaderLine.columns(lefts[left].before)
        tabs = zip(ViewKind.allCases, lefts[left].tabs).map { kind, piece in
            defer { column += piece.columns }
            return (kind, column..<column + piece.columns)
        }
    }

    static func columns(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + $1.columns } }

    private static func tabs(_ state: DashboardState, names: Bool) -> [Piece] {
        ViewKind.allCases.map { kind in
            let isShown = kind == state.view
            let name = "\(kind.rawValue + 1)" + (names || isShown ? " \(kind.title)" : "")
            return isShown ? Piece("[\(name)]", .selection) : Piece(" \(name) ", .header)
        }
    }

    /// The right side from its longest form to its shortest.
    private static func connection(_ state: DashboardState) -> [[Piece]] {
        let status = state.connection
        let name = TextWidth.clip(state.tenant.name, to: 24, mark: state.glyphs.ellipsis)
        let tenant = Piece(name, .header).bold
        let gap = Piece("  ", .header)
        let end = Piece(" ", .header)
        let mode = Piece(status.mode.label + (state.isReadOnly ? " read-only" : ""), .header)
        let server = status.server.isEmpty ? [] : [Piece(" \(status.server)", .header)]
        let health = health(status, state.glyphs)
        let (alerts, count) = unseenAlerts(state)
        return [
            alerts + [tenant, gap, mode] + server + [end] + health,
            alerts + [tenant, gap, mode, end] + health,
            alerts + [tenant, end] + health, count + [tenant, end] + health, count + health,
        ]
    }

    /// How many alerts nobody has looked at, in many and in few words.
    private static func unseenAlerts(_ state: DashboardState) -> ([Piece], [Piece]) {
        guard state.alerts.unseen > 0 else { return ([], []) }
        let (mark, number) = (state.glyphs.warning, Amount.count(of: UInt64(clamping: state.alerts.unseen)))
        let words = state.alerts.unseen == 1 ? "alert" : "alerts"
        return (
            [Piece(" \(mark) \(number) \(words) ", .bad), Piece("  ", .header)],
            [Piece(" \(mark)\(number) ", .bad)]
        )
    }

    private static func health(_ status: ConnectionStatus, _ glyphs: Glyphs) -> [Piece] {
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
}
