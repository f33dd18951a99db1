import Dashboard
import TicketClient
import TicketService
import TicketWire

extension Backend {
    /// Passes the events of a service on that has no stream for them.
    func followEvents(of service: Service) async {
        await passEvents { [alerts] intake in
            intake.add(.following)
            alerts.follow()
            for await stored in service.events.local.follow() {
                let entry = StreamEntry(stored)
                alerts.note([entry])
                intake.add([entry], pending: 0)
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
