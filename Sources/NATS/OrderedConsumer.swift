import Synchronization

/// The messages of a stream in their order, each exactly once, for one reader.
///
/// It is rebuilt behind the last message received after a gap, two missed heartbeats, a lost connection,
/// or when the reader falls too far behind; all of that happens in the reader's own task. A message that the
/// stream has removed in the meantime is not an error. It ends when the task is cancelled, with `stop()`,
/// when the connection is closed, and with its last reference.
public final class OrderedConsumer: AsyncSequence, Sendable {
    public typealias Element = Delivery
    public typealias Failure = Never

    /// How the names of the consumers begin that this library makes on the servers, so that people and programs
    /// know them.
    public static let namePrefix = "ticketdeck_"

    /// What it reads.
    public let options: ConsumerOptions

    let connection: Connection
    let feed: Feed
    let server = Mutex(ServerConsumer())
    private let observer: UInt64

    init(_ connection: Connection, _ options: ConsumerOptions) {
        self.connection = connection
        self.options = options
        let feed = Feed(limit: options.bufferLimit)
        self.feed = feed
        observer = connection.core.withLock { core in
            let id = core.makeID()
            core.lossObservers[id] = { feed.fall($0.message) }
            return id
        }
    }

    deinit { stop() }

    /// Ends it; the reader gets no more messages.
    public func stop() {
        _ = connection.core.withLock { $0.lossObservers.removeValue(forKey: observer) }
        feed.end()
        discardServerConsumer()
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(consumer: self) }

    /// Reads the messages; it keeps the consumer alive.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let consumer: OrderedConsumer

        public mutating func next() async -> Delivery? { await consumer.next() }
    }

    private func next() async -> Delivery? {
        switch await advance({ $0.step() }) {
        case .one(let delivery): delivery
        case .all, nil: nil
        }
    }

    /// All messages that have arrived by now, or what there is to know instead, as soon as there is something;
    /// `nil` at the end. For readers of many messages: they are handed over in one piece.
    public func nextBatch() async -> DeliveryBatch? {
        switch await advance({ $0.stepOverAll() }) {
        case .all(let messages): .messages(messages)
        case .one(.message(let message)): .messages([message])
        case .one(.interrupted(let reason, let sequence)): .interrupted(reason: reason, at: sequence)
        case .one(.resumed(let sequence)): .resumed(from: sequence)
        case nil: nil
        }
    }

    private enum Outcome {
        case one(Delivery)
        case all([StoredMessage])
    }

    /// Does what is to be done until there is something for the reader.
    private func advance(_ step: @Sendable (inout FeedState) -> FeedState.Step) async -> Outcome? {
        while !Task.isCancelled {
            switch feed.with({ step(&$0) }) {
            case .deliver(let delivery): return .one(delivery)
            case .deliverAll(let messages): return .all(messages)
            case .answer(let subject): try? connection.publish(subject, [])
            case .wait: await feed.wait()
            case .build: if let delivery = await build() { return .one(delivery) }
            case .end: return nil
            }
        }
        stop()
        return nil
    }
}

extension JetStream {
    /// Reads a stream in order.
    public func consume(_ options: ConsumerOptions) -> OrderedConsumer {
        OrderedConsumer(connection, options)
    }
}
