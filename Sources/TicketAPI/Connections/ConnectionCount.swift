import Synchronization

/// How many connections there are, and how many may be.
final class ConnectionCount: Sendable {
    let limit: Int
    private let open = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// Counts a connection; `false` when it is one too many.
    func add() -> Bool {
        guard open.add(1, ordering: .relaxed).newValue > limit else { return true }
        refused.add(1, ordering: .relaxed)
        return false
    }

    /// Counts a connection's end.
    func remove() { open.subtract(1, ordering: .relaxed) }

    /// Writes the families of the connections.
    func write(to text: inout Exposition) {
        text.begin("ticket_api_connections", .gauge, "Connections that are open.")
        text.sample(Double(open.load(ordering: .relaxed)))
        text.begin(
            "ticket_api_connections_refused_total", .counter, "Connections told 503: there were too many.")
        text.sample(Double(refused.load(ordering: .relaxed)))
    }
}
