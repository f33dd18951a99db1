public import NATS
import TicketWire
import Tickets

/// Sends each event at once to those of its tenant who listen; nobody keeps it for those who do not.
public final class LiveFeed: Sendable {
    private let connection: Connection
    private let backlog: ChangeBacklog

    /// A feed of all changes from now on.
    public init(_ connection: Connection, following projection: Projection) {
        self.connection = connection
        backlog = projection.follow(limit: 10_000)
    }

    /// Sends until the task is cancelled, or until `finish()` and everything is sent.
    public func run() async {
        while true {
            let changes = await backlog.next(atMost: 256)
            if changes.isEmpty { return }
            for change in changes { send(TicketEvent(change.change)) }
        }
    }

    /// No more changes come.
    public func finish() { backlog.close() }

    private func send(_ event: TicketEvent) {
        let subject = Subjects.tenantEvent(event.change.ticket.tenant, event.change.action)
        // Without a connection nobody listens either; what was missed can be asked for.
        try? connection.publish(subject, event.encoded, headers: Headers(event.headers))
    }
}
