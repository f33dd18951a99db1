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
        while !Task.isCancelled {
            switch feed.with({ $0.step() }) {
            case .deliver(let delivery): return delivery
            case .answer(let subject): try? connection.publish(subject, [])
            case .wait: await feed.wait()
            case .build: if let delivery = await build() { return delivery }
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
