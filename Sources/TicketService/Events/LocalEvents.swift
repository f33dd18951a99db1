import TicketWire
import Tickets

/// Makes the events of a service that no server is there for: they live in the process and count the
/// ticket log.
public final class LocalEvents: Sendable {
    /// How many changes wait at most.
    private static let backlogLimit = 100_000

    private let events: EventLog
    private let backlog: ChangeBacklog

    /// The events of all changes from now on.
    public init(_ service: Service) {
        events = service.events.local
        backlog = service.store.projection.follow(limit: LocalEvents.backlogLimit)
    }

    /// Adds events until the task is cancelled.
    public func run() async {
        while true {
            let changes = await backlog.next(atMost: 256)
            if changes.isEmpty { return }
            for logged in changes {
                let event = TicketEvent(logged.change)
                events.append(
                    StoredEvent(
                        sequence: logged.sequence, subject: event.subject, time: logged.change.at,
                        event: event))
            }
        }
    }
}
