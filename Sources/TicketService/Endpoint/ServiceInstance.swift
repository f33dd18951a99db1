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
    private let relay: Relay
    let log: ServiceLog
    /// Who it is to the services protocol; another one at each start.
    public let id: String
    /// Ends when draining begins.
    private let draining: AsyncStream<Never>
    private let notDraining: AsyncStream<Never>.Continuation
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
        (draining, notDraining) = AsyncStream.makeStream()
        endpoint = ServiceEndpoint(service, on: connection, name: name, log: log)
        let relay = Relay(
            connection, of: service.store, local: service.events.local, log: log, replicas: replicas)
        self.relay = relay
        watch = HealthWatch(service, on: connection, endpoint, relay, log: log)
        let identity = ServiceIdentity(
            name: name, version: version, started: service.clock())
        id = identity.id
        monitor = ServiceMonitor(identity, of: service, on: connection, endpoint, watch, log: log) {
            relay.pending
        }
    }

    /// The version that is told when a program has no other.
    public static let version = "0.1.0"

    /// How many events are not in the event stream yet.
    public var pendingEvents: Int { relay.pending }

    /// Serves until `drain` is done, or the task is cancelled.
    ///
    /// Requests are taken as soon as the tickets are loaded, or refused as soon as it is clear that they
    /// cannot be loaded just now.
    ///
    /// - Throws: `NATSError` when the endpoint cannot subscribe.
    public func run() async throws(NATSError) {
        try monitor.start()
        let result = await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watchConnection() }
            group.addTask { await self.watch.run() }
            group.addTask { await self.service.store.run() }
            let result = await self.serve()
            await self.monitor.drain(within: .seconds(1))
            group.cancelAll()
            return result
        }
        // A log that outlives the process is told by the next instance.
        if relay.pending > 0, service.store is MemoryStore {
            log.write(.error, "events lost", error: "\(relay.pending) events were not published")
        }
        try result.get()
    }

    /// Stops taking requests; `run()` ends when those taken are answered and their events are stored.
    ///
    /// - Parameter limit: how long this may take; a memory store's events that are not stored by then are
    ///   lost with the process.
    public func drain(within limit: Duration = .seconds(7)) async {
        deadline.withLock { $0 = .now + limit }
        notDraining.finish()
        log.write(.info, "draining")
        await endpoint.drain(within: limit / 2)
    }

    private enum Part: Sendable { case relay, deadline }

    private func serve() async -> Result<Void, NATSError> {
        await withTaskGroup(of: Part.self) { group in
            group.addTask {
                // What is published leaves with the replies.
                await withTaskExecutorPreference(DeliveryExecutor.shared) { await self.relay.run() }
                return .relay
            }
            do throws(NATSError) {
                try await takeRequests()
            } catch {
                group.cancelAll()
                return .failure(error)
            }
            // Nothing changes any more: what was changed is still told.
            relay.finish()
            group.addTask {
                try? await Task.sleep(until: self.deadline.withLock { $0 } ?? .now)
                return .deadline
            }
            _ = await group.next()
            group.cancelAll()
            return .success(())
        }
    }

    /// Waits for the store, then serves; a drain ends the wait.
    private func takeRequests() async throws(NATSError) {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.service.store.decided() }
            group.addTask { for await _ in self.draining {} }
            await group.next()
            group.cancelAll()
        }
        try await endpoint.run()
    }
}
