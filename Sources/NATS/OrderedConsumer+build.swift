import JSON
import Synchronization

extension OrderedConsumer {
    /// How long one request may take while it is built: nobody answers while a leader is elected, and the next
    /// attempt shall not come long after that.
    private static let requestTimeout = Duration.seconds(1)

    /// Makes a consumer on the server behind what was received, in place of the one before.
    ///
    /// - Returns: what the reader must know about it, if anything.
    func build() async -> Delivery? {
        discardServerConsumer()
        do throws(NATSError) {
            _ = try await connection.connected(within: .seconds(30))
            if let delivery = try await verifyStream() { return delivery }
            return try await createServerConsumer()
        } catch {
            if error.code == .closed { feed.end() }
            if error.code != .cancelled { feed.fall(error.message) }
            // A delay before the next attempt, not a wait for a result.
            let delay = server.withLock { $0.backoff.delay() }
            try? await Task.sleep(for: delay)
            return nil
        }
    }

    /// Ends the subscription and the server's consumer, whether or not it still exists.
    func discardServerConsumer() {
        let (name, subscription) = server.withLock { server in
            defer {
                server.name = nil
                server.subscription = nil
            }
            return (server.name, server.subscription)
        }
        subscription?.unsubscribe()
        guard let name else { return }
        _ = try? connection.send(
            "$JS.API.CONSUMER.DELETE.\(options.stream).\(name)", [], headers: [:],
            timeout: Self.requestTimeout, acceptsAcknowledgement: true, take: { _ in false })
    }

    /// Finds out whether the stream is still the one that was read.
    private func verifyStream() async throws(NATSError) -> Delivery? {
        let info = try await connection.jetStream.api(
            "STREAM.INFO.\(options.stream)", timeout: Self.requestTimeout)
        let created = info["created"]?.string
        let last = UInt64(clamping: info["state"]?["last_seq"]?.integer ?? 0)
        let known = server.withLock { server in
            defer { server.streamCreated = created }
            return server.streamCreated
        }
        let received = feed.with { $0.received }
        var isAnother = (known != nil && known != created) || last < received
        if !isAnother { isAnother = await isReplaced(behind: received) }
        guard isAnother else { return nil }
        feed.with { $0.startOver() }
        let wasTold = feed.with { $0.interrupt() }
        return wasTold ? nil : .interrupted(reason: "the stream was created anew", at: received)
    }

    /// Whether the stream holds another message where the last one was received: it was restored from a backup
    /// and has grown since. What cannot be found out is taken for no.
    private func isReplaced(behind received: UInt64) async -> Bool {
        guard let time = feed.with({ $0.receivedTime }) else { return false }
        do throws(NATSError) {
            let message = try await connection.jetStream.message(
                stream: options.stream, sequence: received, timeout: Self.requestTimeout)
            return message.map { $0.timeNanoseconds != time } ?? false
        } catch { return false }
    }

    private func createServerConsumer() async throws(NATSError) -> Delivery? {
        let (name, inbox) = (OrderedConsumer.namePrefix + UniqueName.make(), connection.newInbox())
        let position = feed.with { $0.hasPosition ? $0.received : nil }
        let generation = feed.with { $0.begin(at: options.start.firstSequence) }
        let subscription = try connection.subscribe(
            inbox, pendingLimit: Int(Int32.max), readsHeaders: options.readsHeaders
        ) { [feed] message in
            feed.receive(message, generation)
        }
        server.withLock { server in
            server.name = name
            server.subscription = subscription
        }
        let answer = try await connection.jetStream.api(
            "CONSUMER.CREATE.\(options.stream).\(name)",
            request(name, inbox: inbox, after: position), timeout: Self.requestTimeout)
        let begin = UInt64(clamping: answer["delivered"]?["stream_seq"]?.integer ?? 0)
        server.withLock { $0.backoff.reset() }
        watch(generation)
        return feed.with { $0.begun(generation, behind: begin, startsNew: options.start == .new) }
    }

    private func request(_ name: String, inbox: String, after position: UInt64?) -> JSONValue {
        let heartbeat = Swift.max(options.heartbeat, .milliseconds(100))
        let inactive = Swift.max(heartbeat * 5, .seconds(5))
        var configuration = JSONObject([
            ("name", .string(name)), ("deliver_subject", .string(inbox)),
            ("ack_policy", "none"), ("max_deliver", 1), ("replay_policy", "instant"),
            ("flow_control", true), ("idle_heartbeat", .integer(Int64(heartbeat.nanoseconds))),
            ("inactive_threshold", .integer(Int64(inactive.nanoseconds))),
            ("num_replicas", 1), ("mem_storage", true),
        ])
        if options.headersOnly { configuration["headers_only"] = true }
        options.writeFilter(to: &configuration)
        options.start.write(to: &configuration, after: position)
        return ["stream_name": .string(options.stream), "config": .object(configuration)]
    }

    /// Looks after the heartbeats of one of the server's consumers, until it is replaced.
    private func watch(_ generation: UInt64) {
        let interval = Swift.max(options.heartbeat, .milliseconds(100))
        connection.work.start(after: interval) { [weak self] in
            guard let self else { return }
            let silence = feed.with { state -> Duration? in
                guard state.generation == generation, state.phase == .live else { return nil }
                return .now - state.lastSign
            }
            guard let silence else { return }
            if silence > interval * 2 {
                feed.fall("no sign of the server's consumer for two heartbeats")
            } else {
                watch(generation)
            }
        }
    }
}

extension ConsumerOptions.Start {
    /// The first sequence that can come.
    fileprivate var firstSequence: UInt64 {
        if case .sequence(let sequence) = self { Swift.max(1, sequence) } else { 1 }
    }

    /// Writes where a consumer of the server begins.
    ///
    /// - Parameter position: the sequence received last, which the consumer goes on behind.
    func write(to configuration: inout JSONObject, after position: UInt64?) {
        func begin(at sequence: UInt64) {
            configuration["deliver_policy"] = "by_start_sequence"
            configuration["opt_start_seq"] = .integer(Int64(clamping: Swift.max(1, sequence)))
        }
        if let position { return begin(at: position + 1) }
        switch self {
        case .all: configuration["deliver_policy"] = "all"
        case .new: configuration["deliver_policy"] = "new"
        case .last: configuration["deliver_policy"] = "last"
        case .lastPerSubject: configuration["deliver_policy"] = "last_per_subject"
        case .sequence(let sequence): begin(at: sequence)
        case .time(let nanoseconds):
            configuration["deliver_policy"] = "by_start_time"
            configuration["opt_start_time"] = .string(StreamTime.text(nanoseconds))
        }
    }
}

extension ConsumerOptions {
    /// Writes which subjects a consumer of the server delivers.
    func writeFilter(to configuration: inout JSONObject) {
        switch filterSubjects.count {
        case 0: break
        case 1: configuration["filter_subject"] = .string(filterSubjects[0])
        default: configuration["filter_subjects"] = .array(filterSubjects.map { .string($0) })
        }
    }
}
