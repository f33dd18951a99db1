import Screen
import Tickets

extension Canvas {
    /// The tenant's tickets by status and, where there is room, by priority.
    func countPieces(_ state: DashboardState, width: Int) -> [Piece] {
        guard state.view == .tickets, state.form == nil, let counts = state.tickets.counts.counts else {
            return []
        }
        let statuses = Status.allCases.map { Piece("\(counts[$0]) \($0.label)", $0.role) }
        let priorities = Priority.allCases.reversed().map { Piece("\(counts[$0]) \($0.rawValue)", $0.role) }
        let gap = Piece("  ", .faint)
        let left = statuses.flatMap { [$0, gap] }
        let all = left + [Piece(String(glyphs.vertical), .border), gap] + priorities.flatMap { [$0, gap] }
        return all.dropLast().reduce(0) { $0 + $1.columns } <= width ? all.dropLast() : left
    }
}
