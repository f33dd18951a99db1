import Screen
import Tickets

// Lines that somebody puts into the events, to find what came since.
extension DashboardState {
    mutating func addMarker() {
        let way: Action = events.isFollowing ? .previousMarker : .nextMarker
        addRemark(.marker(now))
        say(.good, "a marker stands at the newest place; \(hint(way)) leads to it")
    }

    /// Goes to the next marker down or up; one that is outside of what is loaded is read.
    mutating func goToMarker(_ step: Int) {
        let markers = events.remarks.lines.filter(\.isMarker)
        guard !markers.isEmpty else { return say(.info, "no marker was put; \(hint(.addMarker)) puts one") }
        let row = events.viewport.cursor
        let rows =
            step > 0 ? Array(row + 1..<max(row + 1, events.count)) : Array((0..<max(0, row)).reversed())
        if let found = rows.first(where: { events.line(at: $0)?.isMarker == true }) {
            events.isFollowing = false
            return events.viewport.move(
                to: found, count: events.count, height: DashboardLayout(self).eventRows)
        }
        let covered = events.shown.covered ?? 0..<0
        let outside =
            step > 0
            ? markers.first { $0.boundary >= covered.upperBound }
            : markers.last { $0.boundary < covered.lowerBound }
        guard let outside else { return say(.info, step > 0 ? "no marker below" : "no marker above") }
        events.soughtMarker = outside.boundary
        show(.sequence(max(1, outside.sequence)))
    }

    /// How many messages came behind the newest marker.
    var eventsSinceMarker: UInt64? {
        guard let marker = events.remarks.lastMarker, let newest = events.newest else { return nil }
        return newest - min(newest, marker.sequence)
    }
}
