import NATS
import Synchronization
import TicketWire

/// Looks again and again whether an instance can do its work, and logs when that changes.
final class HealthWatch: Sendable {
    private struct State {
        /// The reasons that were logged last.
        var told: [String] = []
        var jetStreamIsAvailable = false
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

    /// How it is now; of JetStream and its streams, as it was seen last.
    var health: Health {
        let (isAvailable, clashes, lastOverload) = state.withLock {
            ($0.jetStreamIsAvailable, $0.clashes, $0.lastOverload)
        }
        let isOverloaded = lastOverload.map { .now - $0 < HealthWatch.overloadMemory } ?? false
        let reasons =
            clashes.map(HealthWatch.clashReason) + endpoint.refusedSubscriptions
            + storeReasons(isAvailable) + (isOverloaded ? [HealthWatch.overloadReason] : [])
        return Health(jetStreamIsAvailable: isAvailable, reasons: reasons)
    }

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
            group.addTask {
                // A store that is being loaded is no trouble.
                await self.service.store.decided()
                self.caller.yield()
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
        let refused = endpoint.refusedRequests
        state.withLock { state in
            let now = ContinuousClock.now
            if refused > state.refused { state.lastOverload = now }
            state.refused = refused
            state.clashes = clashes ?? state.clashes
            state.jetStreamIsAvailable = jetStreamIsAvailable
            state.lastLook = now
        }
        let reasons = health.reasons
        let isNew = state.withLock { state in
            defer { state.told = reasons }
            return state.told != reasons
        }
        guard isNew else { return }
        if reasons.isEmpty {
            log.write(.info, "healthy again")
        } else {
            log.write(.warn, "degraded", error: reasons.joined(separator: "; "))
        }
    }

    private static func clashReason(_ stream: String) -> String {
        "the stream \(stream) swallows requests: run ticket-svc setup-streams"
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
