import JSON
public import NATS
import Synchronization
public import TicketWire
public import Tickets

/// The events in the event stream, read when they are asked for: the same on every instance.
public final class StreamEvents: EventSource {
    /// How many readers there may be at once.
    private static let readers = 16
    /// How long one may read; what it has then is the answer, and the asker goes on from there.
    private static let patience = Duration.seconds(2)

    public let local = EventLog()
    private let connection: Connection
    private let reading = Atomic<Int>(0)

    public init(_ connection: Connection) { self.connection = connection }

    public func events(of tenant: Tenant, _ query: EventQuery) async throws(StoreError) -> EventPage {
        guard reading.add(1, ordering: .relaxed).newValue <= Self.readers else {
            reading.subtract(1, ordering: .relaxed)
            throw .unavailable(reason: "too many are reading events just now, ask again")
        }
        defer { reading.subtract(1, ordering: .relaxed) }
        // Without JetStream the events live in this process.
        if local.hasEvents { return try await local.events(of: tenant, query) }
        do throws(NATSError) {
            guard let end = try await end(query) else { return EventPage([], after: query.afterSequence) }
            return try await read(tenant, query, through: end)
        } catch {
            throw .unavailable(reason: "the event stream cannot be read just now: \(error.message)")
        }
    }

    /// The stream's last sequence; `nil` when it holds nothing behind what is asked for.
    private func end(_ query: EventQuery) async throws(NATSError) -> UInt64? {
        let info = try await connection.jetStream.api(
            "STREAM.INFO.\(Subjects.eventStream)", timeout: Self.patience)
        let state = info["state"]
        let last = UInt64(clamping: state?["last_seq"]?.integer ?? 0)
        let isEmpty = state?["messages"]?.integer ?? 0 == 0
        if isEmpty || last <= query.afterSequence ?? 0 { return nil }
        let time = state?["last_ts"]?.string.flatMap { Timestamp($0) }
        if let since = query.since, let time, time < since { return nil }
        return last
    }

    /// Reads everything, others' messages too, so that the end of the stream is always seen.
    private func read(
        _ tenant: Tenant, _ query: EventQuery, through end: UInt64
    ) async throws(NATSError) -> EventPage {
        let consumer = connection.jetStream.consume(options(query))
        return try await consumer.read(within: Self.patience) {
            await collect(consumer, tenant, query, through: end)
        }.get()
    }

    private func collect(
        _ consumer: OrderedConsumer, _ tenant: Tenant, _ query: EventQuery, through end: UInt64
    ) async -> Result<EventPage, NATSError> {
        var events: [StoredEvent] = []
        var looked: UInt64 = 0
        for await delivery in consumer {
            guard case .message(let message) = delivery else {
                return .failure(NATSError(.disconnected, "it was interrupted"))
            }
            looked = message.sequence
            if let event = StoredEvent(message, of: tenant, since: query.since) { events.append(event) }
            if events.count >= query.limit || message.pending == 0 || looked >= end {
                return .success(EventPage(events, after: query.afterSequence))
            }
        }
        return .success(EventPage(events, after: query.afterSequence, lookedThrough: looked))
    }

    private func options(_ query: EventQuery) -> ConsumerOptions {
        var options = ConsumerOptions(stream: Subjects.eventStream)
        if let after = query.afterSequence {
            options.start = .sequence(after + 1)
        } else if let since = query.since {
            options.start = .time(nanoseconds: nanoseconds(of: since))
        }
        return options
    }

    /// A moment as JetStream counts it, within the years that it can: 1970 to 2262.
    private func nanoseconds(of time: Timestamp) -> Int64 {
        let (product, overflows) = max(0, time.milliseconds).multipliedReportingOverflow(by: 1_000_000)
        return overflows ? .max : product
    }
}

extension StoredEvent {
    /// A tenant's event; `nil` for any other message and for one from before a moment.
    fileprivate init?(_ message: StoredMessage, of tenant: Tenant, since: Timestamp?) {
        let time = Timestamp(milliseconds: message.timeNanoseconds / 1_000_000)
        // Told by the header, so that other tenants' events need not be read.
        guard message.headers[WireHeader.tenantID] == tenant.name, since.map({ time >= $0 }) ?? true,
            let event = try? TicketEvent(decoding: message.payload), event.change.ticket.tenant == tenant
        else { return nil }
        self.init(sequence: message.sequence, subject: message.subject, time: time, event: event)
    }
}
