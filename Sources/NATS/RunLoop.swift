/// The loop behind `Connection.run()`: connect, wait for the loss, wait a little, connect.
struct RunLoop {
    /// A link and what its server said of itself.
    struct Attempt: Sendable {
        let link: Link
        let greeting: ServerGreeting?
    }

    private let connection: Connection
    private var pool: ServerPool
    private var backoff: Backoff
    private var delays = 0
    private var connectedAt = ContinuousClock.now
    private var iterator: AsyncStream<RunEvent>.Iterator

    init(_ connection: Connection, _ pool: ServerPool) {
        self.connection = connection
        self.pool = pool
        backoff = Backoff(connection.options.reconnectDelay)
        iterator = connection.events.makeAsyncIterator()
    }

    /// Runs until it is told to stop or the task is cancelled.
    mutating func run() async {
        attempt()
        while let event = await iterator.next() {
            switch event {
            case .stop: return await discard()
            case .attempted(.success(let attempt)): use(attempt)
            case .attempted(.failure(let error)):
                connection.failed(error)
                next()
            case .lost: reconnect()
            case .discovered: discover()
            case .delayOver(let number): if number == delays { attempt() }
            }
        }
        await discard()
    }

    /// A link that came too late must not stay in the queue of events.
    private mutating func discard() async {
        connection.eventSource.finish()
        while await iterator.next() != nil {}
    }

    /// Connects to the server whose turn it is, on a thread that may block.
    private func attempt() {
        let (address, name) = (pool.current, pool.expectedName)
        let connection = connection
        let events = LinkEvents { [weak connection] id, event in connection?.linkEvent(id, event) }
        connection.work.start {
            let result = Result { () throws(NATSError) in
                let link = try Link.open(
                    address, expectedName: name, options: connection.options, events: events,
                    work: connection.work, handles: connection.handles)
                return Attempt(link: link, greeting: ServerGreeting(address))
            }
            if case .failure = result { events.end() }
            connection.eventSource.yield(.attempted(result))
        }
    }

    private mutating func use(_ attempt: Attempt) {
        let link = attempt.link
        pool.add(link.discoveredServers)
        let id = link.serverID
        // Behind a balancer the greeting may be another server's.
        let greeting = attempt.greeting.flatMap { $0.serverID == id ? $0 : nil }
        let server = ServerInfo(
            url: pool.current.shown, serverID: id, name: greeting?.name, version: greeting?.version,
            maximumPayload: link.maximumPayload, knownServers: pool.addresses.map(\.shown))
        guard connection.install(link, server) else { return next() }
        connectedAt = .now
        pool.succeed()
    }

    /// Servers that have joined the cluster are tried, too, and told of.
    private mutating func discover() {
        guard let link = try? connection.link() else { return }
        pool.add(link.discoveredServers)
        connection.know(pool.addresses.map(\.shown))
    }

    /// The next server at once; after a whole round a delay.
    private mutating func next() {
        if pool.fail() { wait() } else { attempt() }
    }

    /// The other servers at once; but slowly when connections do not last, as behind a broken proxy.
    private mutating func reconnect() {
        let hasLasted = .now - connectedAt > .seconds(2)
        if hasLasted { backoff.reset() }
        let wasLast = pool.fail()
        if wasLast || !hasLasted { wait() } else { attempt() }
    }

    private mutating func wait() {
        delays += 1
        let (number, source) = (delays, connection.eventSource)
        connection.work.start(after: backoff.delay()) { source.yield(.delayOver(number)) }
    }
}
