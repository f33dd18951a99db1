public import NATS
import Synchronization
import Tickets

/// A service with all that makes it one instance on NATS: the endpoint, its events, its log.
public final class ServiceInstance: Sendable {
    public let service: Service
    let connection: Connection
    private let endpoint: ServiceEndpoint
    private let watch: HealthWatch
    private let monitor: ServiceMonitor
    private let publisher: EventPublisher
    private let feed: LiveFeed
    let log: ServiceLog
    /// When draining must be over.
    private let deadline = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameters:
    ///   - connection: is run by its owner and outlives the instance.
    ///   - name: the service's name.
    ///   - version: the program's, as the services protocol tells it.
    ///   - replicas: on how many servers the event stream is kept when it is created; `nil`: three where a
    ///     cluster has them.
    public init(
        _ service: Service, on connection: Connection, name: String = "ticket-service",
        version: String = ServiceInstance.version, replicas: Int? = nil, log: ServiceLog = .none
    ) {
        self.service = service
        self.connection = connection
        self.log = log
        endpoint = ServiceEndpoint(service, on: connection, name: name, log: log)
        let publisher = EventPublisher(
            connection, following: service.store.projection, events: service.events, log: log,
            replicas: replicas)
        self.publisher = publisher
        watch = HealthWatch(service, on: connection, endpoint, log: log)
        let identity = ServiceIdentity(
            name: name, version: version, started: service.clock().description)
        monitor = ServiceMonitor(identity, of: service, on: connection, endpoint, watch, log: log) {
            publisher.pending
        }
        feed = LiveFeed(connection, following: service.store.projection)
    }

    /// The version that is told when a program has no other.
    public static let version = "0.1.0"

    /// How many events are not in the event stream yet.
    public var pendingEvents: Int { publisher.pending }

    /// Serves until `drain` is done, or the task is cancelled.
    ///
    /// - Throws: `NATSError` when the endpoint cannot subscribe.
    public func run() async throws(NATSError) {
        try monitor.start()
        let result = await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watchConnection() }
            group.addTask { await self.watch.run() }
            let result = await self.serve()
            await self.monitor.drain(within: .seconds(1))
            group.cancelAll()
            return result
        }
        if publisher.pending > 0 {
            log.write(.error, "events lost", error: "\(publisher.pending) events were not published")
        }
        try result.get()
    }

    /// Stops taking requests; `run()` ends when those taken are answered and their events are stored.
    ///
    /// - Parameter limit: how long this may take; events that are not stored by then are lost with the
    ///   process.
    public func drain(within limit: Duration = .seconds(10)) async {
        deadline.withLock { $0 = .now + limit }
        log.write(.info, "draining")
        await endpoint.drain(within: limit / 2)
    }

    private enum Part: Sendable { case feed, publisher, deadline }

    private func serve() async -> Result<Void, NATSError> {
        await withTaskGroup(of: Part.self) { group in
            group.addTask {
                await self.feed.run()
                return .feed
            }
            group.addTask {
                await self.publisher.run()
                return .publisher
            }
            do throws(NATSError) { try await endpoint.run() } catch {
                group.cancelAll()
                return .failure(error)
            }
            // Nothing changes any more: what was changed is still told.
            feed.finish()
            publisher.finish()
            group.addTask {
                try? await Task.sleep(until: self.deadline.withLock { $0 } ?? .now)
                return .deadline
            }
            var open: Set<Part> = [.feed, .publisher]
            while !open.isEmpty, let part = await group.next(), part != .deadline { open.remove(part) }
            group.cancelAll()
            return .success(())
        }
    }
}
