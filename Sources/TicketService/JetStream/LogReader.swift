import LogLines
import JSON
import NATS
import TicketWire

/// Reads the ticket log into a store's projection: everything at the start, then each change as it comes.
final class LogReader {
    /// Progress is told after so many records, and not more often than `progressPause`.
    private static let progressStep = 10_000
    private static let progressPause = Duration.seconds(1)

    private let store: JetStreamStore
    private var pause = Backoff()
    /// The last sequence that the consumer brought.
    private var delivered: UInt64 = 0
    /// How many messages there were when loading began, and how many were read.
    private var expected: UInt64 = 0
    private var loaded: UInt64 = 0
    /// How many changes of tickets were among them.
    private var changes = 0
    private var lastProgress = ContinuousClock.now
    private var isTold = false

    init(_ store: JetStreamStore) { self.store = store }

    /// Reads until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do throws(NATSError) {
                try await prepare()
                await follow()
            } catch {
                if error.code == .closed { return }
                complain(error)
                await pause.wait()
            }
        }
    }

    private func complain(_ error: NATSError) {
        store.health.cannotLoad("the ticket store cannot be reached just now: \(error.message)")
        if !isTold { store.log.write(.warn, "ticket store not reachable", error: error.message) }
        isTold = true
    }

    /// Finds or makes the bucket and learns which log it holds.
    private func prepare() async throws(NATSError) {
        let connection = store.connection
        if connection.state.server == nil {
            do { _ = try await connection.connected(within: .milliseconds(500)) } catch {
                // Requests can be refused meanwhile.
                complain(error)
                _ = try await connection.connected(within: .seconds(30))
            }
        }
        let state = try await TicketLog.durableStream.ensure(
            connection, replicas: store.replicas, timeout: .seconds(2))
        var replicas = 1
        switch state {
        case .created(let count):
            replicas = count
            expected = 0
            store.log.write(.info, "bucket \(TicketLog.bucket) created, replicas \(count)")
        case .present(let info):
            replicas = Int(info["config"]?["num_replicas"]?.integer ?? 1)
            expected = UInt64(clamping: info["state"]?["messages"]?.integer ?? 0)
            judge(window: info["config"]?["duplicate_window"]?.integer ?? 0)
        }
        warnOfOldServer(replicas: replicas)
        store.adopt(try await TicketLog.identity(connection.jetStream))
        isTold = false
        pause = Backoff()
    }

    private func judge(window: Int64) {
        guard window < TicketLog.duplicateWindow.components.seconds * 1_000_000_000 else { return }
        store.log.write(
            .warn,
            "degraded: bucket \(TicketLog.bucket) forgets request keys too early, "
                + "run ticket-svc setup-streams")
    }

    private func warnOfOldServer(replicas: Int) {
        guard replicas > 1, let version = store.connection.state.server?.version else { return }
        let numbers = version.split(whereSeparator: { $0 == "." || $0 == "-" }).prefix(3).compactMap {
            Int($0)
        }
        guard numbers.count == 3, numbers.lexicographicallyPrecedes([2, 9, 21]) else { return }
        store.log.write(
            .warn, "nats-server \(version) has known faults with replicas, upgrade to 2.9.21 or newer")
    }

    private func follow() async {
        delivered = 0
        loaded = 0
        changes = 0
        store.startOver()
        var options = ConsumerOptions(stream: TicketLog.stream)
        // Only the marks of deleted keys have headers that matter, and no payload.
        options.readsHeaders = false
        let consumer = store.connection.jetStream.consume(options)
        store.isRead(by: consumer)
        defer { consumer.stop() }
        var deliveries = consumer.makeAsyncIterator()
        // Many records are read beside the thread that receives them, single ones where they arrive.
        while !store.health.isServing {
            guard let delivery = await deliveries.next(), take(delivery) else { return }
        }
        await withTaskExecutorPreference(DeliveryExecutor.shared) {
            while let delivery = await deliveries.next(), take(delivery) {}
        }
    }

    /// - Returns: `false` when the log was made anew: everything known is void.
    private func take(_ delivery: Delivery) -> Bool {
        switch delivery {
        case .message(let message): take(message)
        case .interrupted(let reason, _):
            store.health.isSilent(true)
            store.health.cannotLoad("the ticket log cannot be read just now: \(reason)")
            store.log.write(.warn, "ticket log silent", error: reason)
        case .resumed(let sequence):
            if sequence <= delivered { return false }
            store.health.isSilent(false)
            store.log.write(.info, "ticket log followed again")
        }
        return true
    }

    private func take(_ message: StoredMessage) {
        delivered = message.sequence
        let isKnown = store.knows(message.sequence)
        let record = isKnown ? nil : record(message)
        store.delivered(record, at: message.sequence)
        guard !store.health.isServing else { return }
        loaded += 1
        if record != nil { changes += 1 }
        if message.pending == 0 {
            store.isLoaded()
            let tickets = store.projection.ticketCount
            store.log.write(
                .info, "tickets loaded: \(tickets), from \(changes) \(changes == 1 ? "change" : "changes")")
        } else {
            tellProgress()
        }
    }

    private func record(_ message: StoredMessage) -> TicketRecord? {
        if let own = store.ownWrites.record(on: message.subject, message.payload) { return own }
        guard TicketLog.isRecord(message) else { return nil }
        if let record = TicketLog.record(in: message) { return record }
        store.log.write(
            .error, "message \(message.sequence) of the bucket \(TicketLog.bucket) is no record",
            error: TicketLog.key(message.subject))
        return nil
    }

    private func tellProgress() {
        guard loaded % UInt64(Self.progressStep) == 0, lastProgress.duration(to: .now) > Self.progressPause
        else { return }
        lastProgress = .now
        store.log.write(.info, "loading tickets: \(loaded) of \(max(expected, loaded)) records read")
    }
}
