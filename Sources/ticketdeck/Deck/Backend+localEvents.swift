import Dashboard
import TicketClient
import TicketService
import TicketWire

extension Backend {
    /// Passes the events of a service on that has no stream for them.
    func followEvents(of service: Service) async {
        await passEvents { intake in
            intake.add(.following)
            for await stored in service.events.local.follow() {
                intake.add([StreamEntry(stored)], pending: 0)
            }
        }
    }
}

extension StreamEntry {
    /// An event that no stream has: its headers are those it would have there.
    fileprivate init(_ stored: StoredEvent) {
        self.init(
            sequence: stored.sequence, subject: stored.subject, time: stored.time,
            headers: stored.event.headers, payload: stored.event.encoded)
    }
}
