public import NATS
import TicketWire
public import Tickets

/// The live changes of one tenant, as the service sends them out over core NATS.
///
/// It keeps nothing back: whoever listens reads the list anew after `.reset`.
public struct ChangeFeed: Sendable {
    public enum Element: Sendable, Hashable {
        case change(TicketChange)
        /// Changes may have been missed from here on backwards.
        case reset
    }

    private let connection: Connection
    private let tenant: Tenant

    public init(_ connection: Connection, tenant: Tenant) {
        self.connection = connection
        self.tenant = tenant
    }

    /// Gives every change to `body` until the task is cancelled or the connection is closed.
    ///
    /// - Throws: `NATSError` when the subject cannot be subscribed to.
    public func run(_ body: @Sendable (Element) async -> Void) async throws(NATSError) {
        let subscription = try connection.subscribe(Subjects.tenantEvents(tenant))
        defer { subscription.unsubscribe() }
        var dropped = 0
        for await message in subscription {
            if subscription.dropped > dropped {
                dropped = subscription.dropped
                await body(.reset)
            }
            guard let event = try? TicketEvent(decoding: message.payload),
                event.change.ticket.tenant == tenant
            else { continue }
            await body(.change(event.change))
        }
    }
}
