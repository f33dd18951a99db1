import NATS
import Synchronization
import TicketWire

/// Looks again and again whether an instance can do its work, and logs when that changes.
final class HealthWatch: Sendable {
    private struct State {
        var health = Health()
        /// The streams that swallow requests, as far as is known.
        var clashes: [String] = []
        var refused = 0
        /// When requests were last refused or dropped.
        var lastOverload: ContinuousClock.Instant?
        var lastLook: ContinuousClock.Instant?
    }

    /// How often it looks when nothing happens.
    private static let period = Duration.seconds(5)
    /// How soon it looks again because somebody asks.
    private static let shortestPause = Duration.milliseconds(250)
    /// How long an overload is told of.
    private static let overloadMemory = Duration.seconds(10)

    private let service: Service
    private let connection: Connection
    private let endpoint: ServiceEndpoint
    private let log: ServiceLog
    private let state = Mutex(State())
    private let calls: AsyncStream<Void>
    private let caller: AsyncStream<Void>.Continuation

    init(_ service: Service, on connection: Connection, _ endpoint: ServiceEndpoint, log: ServiceLog) {
        self.service = service
        self.connection = connection
        self.endpoint = endpoint
        self.log = log
        (calls, caller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What it saw last.
    var health: Health { state.withLock { $0.health } }

    /// Looks until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await state in self.connection.states() where state.server != nil { self.caller.yield() }
            }
            group.addTask {
                while !Task.isCancelled {
                    self.caller.yield()
                    try? await Task.sleep(for: HealthWatch.period)
                }
            }
            for await _ in calls { await look() }
        }
    }

    /// Somebody asks how it is: what is known may be too old.
    func lookSoon() {
        let isFresh = state.withLock { state in
            guard let last = state.lastLook else { return false }
            return .now - last < HealthWatch.shortestPause
        }
        if !isFresh { caller.yield() }
    }

    private func look() async {
        // Without a server there is nothing to ask; the connection has log lines of its own.
        guard connection.state.server != nil else { return note(jetStreamIsAvailable: false, clashes: nil) }
        defer { endpoint.renewSubscriptions() }
        do throws(NATSError) {
            let clashes = try await EventStream.clashes(connection.jetStream)
            note(jetStreamIsAvailable: true, clashes: clashes)
        } catch {
            note(jetStreamIsAvailable: false, clashes: nil)
        }
    }

    /// - Parameter clashes: `nil` when they could not be asked for: then they are what they were.
    private func note(jetStreamIsAvailable: Bool, clashes: [String]?) {
        let subscriptions = endpoint.refusedSubscriptions
        let refused = endpoint.refusedRequests
        let (before, after) = state.withLock { state in
            let before = state.health.reasons
            let now = ContinuousClock.now
            if refused > state.refused { state.lastOverload = now }
            state.refused = refused
            state.clashes = clashes ?? state.clashes
            state.lastLook = now
            let isOverloaded = state.lastOverload.map { now - $0 < HealthWatch.overloadMemory } ?? false
            let reasons =
                state.clashes.map(HealthWatch.clashReason) + subscriptions
                + storeReasons(jetStreamIsAvailable) + (isOverloaded ? [HealthWatch.overloadReason] : [])
            state.health = Health(jetStreamIsAvailable: jetStreamIsAvailable, reasons: reasons)
            return (before, reasons)
        }
        guard before != after else { return }
        if after.isEmpty {
            log.write(.info, "healthy again")
        } else {
            log.write(.warn, "degraded", error: after.joined(separator: "; "))
        }
    }

    private static func clashReason(_ stream: String) -> String {
        "the stream \(stream) takes \(Subjects.service) and swallows requests: run ticket-svc setup-streams"
    }

    private static let overloadReason = "more requests came than this instance can do, some were refused"

    private func storeReasons(_ jetStreamIsAvailable: Bool) -> [String] {
        do throws(StoreError) { try service.store.checkReadable() } catch {
            guard case .unavailable(let reason) = error else { return ["the store cannot be read"] }
            return ["the store cannot be read: \(reason)"]
        }
        // A store in memory needs no JetStream.
        let needsJetStream = service.store.name == "jetstream"
        return needsJetStream && !jetStreamIsAvailable ? ["JetStream does not answer"] : []
    }
}
