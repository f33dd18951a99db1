import LogLines
import NATS
import Synchronization
import TicketWire

/// Looks again and again whether an instance can do its work, and logs when that changes.
final class HealthWatch: Sendable {
    private struct State {
        /// The reasons that were logged last.
        var told: [String] = []
        var jetStreamIsAvailable = false
        /// What is wrong with the streams, as far as is known.
        var streamReasons: [String] = []
        /// Whether the store's first word is out: before that, a store that is being loaded is no trouble.
        var isDecided = false
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
    private let relay: Relay
    private let log: ServiceLog
    private let state = Mutex(State())
    private let calls: AsyncStream<Void>
    private let caller: AsyncStream<Void>.Continuation

    init(
        _ service: Service, on connection: Connection, _ endpoint: ServiceEndpoint, _ relay: Relay,
        log: ServiceLog
    ) {
        self.service = service
        self.connection = connection
        self.endpoint = endpoint
        self.relay = relay
        self.log = log
        (calls, caller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How it is now; of JetStream and its streams, as it was seen last.
    var health: Health {
        let state = state.withLock(\.self)
        let isOverloaded = state.lastOverload.map { .now - $0 < HealthWatch.overloadMemory } ?? false
        let reasons =
            state.streamReasons + endpoint.refusedSubscriptions + storeReasons(state.jetStreamIsAvailable)
            + (relay.trouble.map { ["events are not published: \($0)"] } ?? [])
            + (isOverloaded ? [HealthWatch.overloadReason] : [])
        return Health(jetStreamIsAvailable: state.jetStreamIsAvailable, reasons: reasons)
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
                await self.service.store.decided()
                self.state.withLock { $0.isDecided = true }
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
        guard connection.state.server != nil else { return note { $0.jetStreamIsAvailable = false } }
        defer { endpoint.renewSubscriptions() }
        do throws(NATSError) {
            let inspection = StreamInspection(connection: connection, store: service.store, relay: relay)
            let reasons = try await inspection.reasons(isAtStart: !state.withLock { $0.isDecided })
            note { state in
                state.jetStreamIsAvailable = true
                state.streamReasons = reasons
            }
        } catch {
            note { $0.jetStreamIsAvailable = false }
        }
    }

    /// Takes what was seen, and logs what is new of it.
    private func note(_ change: (inout State) -> Void) {
        let refused = endpoint.refusedRequests
        state.withLock { state in
            let now = ContinuousClock.now
            if refused > state.refused { state.lastOverload = now }
            state.refused = refused
            state.lastLook = now
            change(&state)
        }
        let reasons = health.reasons
        let isNew = state.withLock { state in
            guard state.isDecided, state.told != reasons else { return false }
            state.told = reasons
            return true
        }
        guard isNew else { return }
        if reasons.isEmpty {
            log.write(.info, "healthy again")
        } else {
            log.write(.warn, "degraded", error: reasons.joined(separator: "; "))
        }
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
