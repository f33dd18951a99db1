import Screen
import Tickets

extension Canvas {
    /// One line: name, tabs, tenant, connection, health.
    mutating func header(_ state: DashboardState, in area: Rect) {
        guard !area.isEmpty else { return }
        fill(area, .header)
        let header = HeaderLine(state, width: area.width)
        line(header.left, in: area)
        let width = HeaderLine.columns(header.right)
        if width + HeaderLine.columns(header.left) <= area.width {
            line(header.right, in: area.inset(left: area.width - width))
        }
    }

    mutating func banner(_ state: DashboardState, in area: Rect) {
        guard !area.isEmpty, let text = state.banner else { return }
        fill(area, .banner)
        line("\(glyphs.warning) \(text)", in: area.inset(left: 1), .banner)
    }
}
