import Synchronization

extension Connection {
    /// Publishes a message now; while there is no connection it fails, instead of being sent later.
    ///
    /// - Parameter reply: the subject on which an answer is expected.
    /// - Throws: `disconnected`, `closed`, `maxPayload`, `invalidArgument` for a subject or header that
    ///   cannot be sent.
    public func publish(
        _ subject: String, _ payload: [UInt8], headers: Headers = [:], reply: String? = nil
    ) throws(NATSError) {
        guard subject.isValidSubject, reply?.isValidSubject ?? true else {
            throw NATSError(.invalidArgument, "not a subject to publish on")
        }
        guard headers.isValid else { throw NATSError(.invalidArgument, "not a header that can be sent") }
        try link().publish(subject, payload, headers: headers, reply: reply)
    }

    /// Asks on a subject and waits for the first answer.
    ///
    /// JetStream's acknowledgement is no answer, unless it is asked for: it also comes when the subject
    /// is captured by a stream.
    ///
    /// - Throws: `noResponders` at once when nobody listens, `timeout`, `disconnected` when there is
    ///   no connection, `io` at once when it is lost before the answer, `permission` when the subject is
    ///   not allowed, `cancelled`, and what `publish` throws.
    public func request(
        _ subject: String, _ payload: [UInt8], headers: Headers = [:], timeout: Duration,
        acceptsAcknowledgement: Bool = false
    ) async throws(NATSError) -> Message {
        let promise = Promise<Message>()
        let token = try send(
            subject, payload, headers: headers, timeout: timeout,
            acceptsAcknowledgement: acceptsAcknowledgement
        ) { result in
            promise.settle(result)
            return false
        }
        do { return try await promise.value() } catch {
            replies.remove(token)
            throw error
        }
    }

    /// Asks on a subject and collects all answers until the timeout, or until there are `limit` of them.
    ///
    /// - Throws: `noResponders` when nobody listens, `disconnected` when the connection is lost before
    ///   any answer, `permission`, `cancelled`, and what `publish` throws.
    public func requestMany(
        _ subject: String, _ payload: [UInt8] = [], timeout: Duration, limit: Int? = nil
    ) async throws(NATSError) -> [Message] {
        let seen = Atomic(0)
        return try await requestMany(subject, payload, timeout: timeout) { _ in
            limit.map { seen.wrappingAdd(1, ordering: .relaxed).newValue >= $0 } ?? false
        }
    }

    /// Asks on a subject and collects answers until a closure has enough of them, or the timeout.
    ///
    /// - Parameter isEnough: is given each answer as it arrives, on a thread of libnats; must not block.
    /// - Throws: what the other form throws.
    public func requestMany(
        _ subject: String, _ payload: [UInt8] = [], timeout: Duration,
        until isEnough: @escaping @Sendable (Message) -> Bool
    ) async throws(NATSError) -> [Message] {
        let collected = AnswerCollection()
        let promise = Promise<[Message]>()
        let token = try send(
            subject, payload, headers: [:], timeout: timeout, acceptsAcknowledgement: false, takesMany: true
        ) { result in
            switch result {
            case .success(let message):
                let all = collected.add(message)
                guard isEnough(message) else { return true }
                promise.settle(.success(all))
            case .failure(let error):
                let all = collected.all
                promise.settle(error.code == .timeout || !all.isEmpty ? .success(all) : .failure(error))
            }
            return false
        }
        do { return try await promise.value() } catch {
            replies.remove(token)
            throw error
        }
    }

    /// Sends a request whose results a closure takes, on a thread of libnats.
    func send(
        _ subject: String, _ payload: [UInt8], headers: Headers, timeout: Duration,
        acceptsAcknowledgement: Bool, takesMany: Bool = false, take: @escaping ReplyTable.Taker
    ) throws(NATSError) -> UInt64 {
        let token = try replies.add(
            subject: subject, acceptsAcknowledgement: acceptsAcknowledgement, takesMany: takesMany,
            timeout: timeout, take: take)
        do {
            try publish(subject, payload, headers: headers, reply: replies.reply(to: token))
            return token
        } catch {
            // When the loss of the connection has failed the request already, its taker knows.
            if replies.remove(token) { throw error }
            return token
        }
    }

    /// Waits until the server has seen all that was published.
    ///
    /// - Throws: `timeout`, `disconnected`, `closed`, `cancelled`.
    public func flush(timeout: Duration) async throws(NATSError) {
        let link = try link()
        try await work.run { () throws(NATSError) in try link.flush(timeout) }
    }

    /// How long the server takes to answer a ping.
    ///
    /// - Throws: what `flush` throws.
    public func roundTrip(timeout: Duration) async throws(NATSError) -> Duration {
        let link = try link()
        return try await work.run { () throws(NATSError) in
            let start = ContinuousClock.now
            try link.flush(timeout)
            return .now - start
        }
    }
}

extension String {
    private static func isSubject(_ bytes: some Sequence<UInt8>) -> Bool {
        var previous = UInt8(ascii: ".")
        for byte in bytes {
            if byte <= 0x20 || byte == 0x7F { return false }
            if byte == UInt8(ascii: "."), previous == byte { return false }
            previous = byte
        }
        return previous != UInt8(ascii: ".")
    }

    /// Whether one can publish on it: no white space or control characters, no empty token.
    var isValidSubject: Bool {
        let isValid = unsafe utf8.withContiguousStorageIfAvailable { unsafe String.isSubject($0) }
        return isValid ?? String.isSubject(Array(utf8))
    }
}
