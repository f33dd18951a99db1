public import LogLines
public import NATS
import Synchronization
public import Tickets

/// A store whose log is a key-value bucket of JetStream, shared by any number of instances.
///
/// A record is written create-only under a key that holds its revision, so that of several writers one wins.
/// The projection is fed by the log, and by one's own writes as soon as they are acknowledged.
public final class JetStreamStore: TicketStore {
    /// How many changes are kept for the relay; older ones it reads from the log.
    private static let tailCapacity = 4096

    public let projection: Projection
    public let tail = LogTail(capacity: JetStreamStore.tailCapacity)
    let connection: Connection
    let replicas: Int?
    let log: ServiceLog
    let health = StoreHealth()
    let ownWrites = OwnWrites()
    private let order = Mutex(LogOrder())
    private let identity = Mutex<String?>(nil)
    /// Gives an element whenever the tickets were loaded.
    private let loadings: AsyncStream<Void>
    private let loaded: AsyncStream<Void>.Continuation
    /// What the log is read by just now.
    private let reading = Mutex<OrderedConsumer?>(nil)

    /// A store that knows nothing before `run()`.
    ///
    /// - Parameters:
    ///   - connection: is run by its owner.
    ///   - replicas: on how many servers the bucket is kept when it is created; `nil`: three where a
    ///     cluster has them, else one.
    public init(
        _ connection: Connection, replicas: Int? = nil, retention: Retention = Retention(),
        log: ServiceLog = .none, clock: @escaping @Sendable () -> Timestamp = systemTime
    ) {
        self.connection = connection
        self.replicas = replicas
        self.log = log
        projection = Projection(retention: retention, clock: clock)
        (loadings, loaded) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    public var name: String { "jetstream" }

    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.prepareOrders() }
            await LogReader(self).run()
            group.cancelAll()
        }
    }

    /// Makes, each time the tickets were loaded, the orders that take long, on a thread that nobody waits for.
    private func prepareOrders() async {
        await withTaskExecutorPreference(globalConcurrentExecutor) {
            for await _ in loadings { projection.prepareOrders() }
        }
    }

    public func decided() async { await health.decided() }

    public func append(_ record: TicketRecord) async throws(StoreError) -> UInt64 {
        try check(health.obstacle(after: StoreHealth.writePatience))
        let ticket = record.change.ticket
        if let key = record.requestKey,
            let first = projection.ticket(ofRequestKey: key, of: ticket.tenant)
        {
            throw .repeated(first)
        }
        var write = RecordWrite(record, on: connection)
        ownWrites.add(write)
        defer { ownWrites.remove(write) }
        let outcome: RecordWrite.Outcome
        do { outcome = try await write.run() } catch {
            if let refusal = write.refusal { health.refuses(refusal.remedy(for: TicketLog.stream)) }
            throw error
        }
        switch outcome {
        case .accepted(let sequence):
            health.refuses(nil)
            wrote(record, at: sequence)
            return sequence
        case .taken(let other, let sequence):
            projection.apply(other, sequence: sequence)
            throw .conflict(projection.entry(ticket.id, of: ticket.tenant)?.latest ?? other.change)
        case .repeated(let first, let sequence):
            // What the reply gives must be known, also when the log has not come that far.
            projection.apply(first, sequence: sequence)
            throw .repeated(first.change.ticket.id)
        case .occupied(let sequence):
            log.write(
                .error, "message \(sequence) of the bucket \(TicketLog.bucket) is no record", error: write.key
            )
            throw .occupied(place: write.key)
        }
    }

    public func checkReadable() throws(StoreError) {
        try check(health.obstacle(after: StoreHealth.readPatience))
    }

    private func check(_ obstacle: String?) throws(StoreError) {
        if let obstacle { throw .unavailable(reason: obstacle) }
    }

    public func logID() throws(StoreError) -> String {
        guard let id = identity.withLock({ $0 }) else {
            throw .unavailable(reason: "the ticket log is not known yet")
        }
        return id
    }
}

// What is learned of the log, in whatever order.
extension JetStreamStore {
    /// The log that is read from now on.
    func adopt(_ id: String) { identity.withLock { $0 = id } }

    /// The log is read by this consumer from now on.
    func isRead(by consumer: OrderedConsumer) { reading.withLock { $0 = consumer } }

    /// Has the log read again from its beginning, since it is another one.
    func readAnew() { reading.withLock { $0 }?.stop() }

    /// Forgets everything: the log is another one.
    func startOver() {
        order.withLock { $0 = LogOrder() }
        projection.reset()
        tail.reset()
        health.startsLoading()
    }

    /// All tickets are known.
    func isLoaded() {
        health.isLoaded()
        loaded.yield()
    }

    /// Whether the consumer brings something that is known already.
    func knows(_ sequence: UInt64) -> Bool { order.withLock { $0.knows(sequence) } }

    /// Takes a record of one's own that was acknowledged.
    private func wrote(_ record: TicketRecord, at sequence: UInt64) {
        projection.apply(record, sequence: sequence)
        learn { $0.wrote(.change(record), at: sequence) }
    }

    /// Takes a note of one's own, so that the writes behind it need not wait for the consumer.
    func wroteNote(at sequence: UInt64) { learn { $0.wrote(.other, at: sequence) } }

    /// Takes what the consumer brings.
    ///
    /// - Parameter record: `nil` for what is known or no record.
    func delivered(_ record: TicketRecord?, at sequence: UInt64) {
        if let record { projection.apply(record, sequence: sequence) }
        learn { $0.delivered(record.map { .change($0) }, at: sequence) }
    }

    private func learn(_ body: (inout LogOrder) -> [LoggedChange]) {
        let (reached, wakes) = order.withLock { order in
            // Under the lock, so that the tail gets the changes in their order.
            let wakes = body(&order).map { tail.append($0) }
            tail.advance(to: order.reached)
            return (order.reached, wakes)
        }
        projection.advance(to: reached)
        for wake in wakes { wake() }
    }
}
