extension JetStream {
    /// How often and how late a publish is repeated that nobody took: a leader may be in election.
    private static let retries = 2
    private static let retryDelay = Duration.milliseconds(250)

    /// Publishes a message and waits until JetStream has stored it.
    ///
    /// - Parameter timeout: for each of the up to three attempts.
    /// - Throws: `jetStream` with the server's codes (`isWrongLastSequence` tells a failed expectation),
    ///   `noResponders` when no stream takes the subject, `timeout` when it is unknown whether it is stored,
    ///   and what `Connection.publish` throws.
    @discardableResult
    public func publish(
        _ subject: String, _ payload: [UInt8], headers: Headers = [:], options: PublishOptions = .init(),
        timeout: Duration = .seconds(2)
    ) async throws(NATSError) -> PublishAcknowledgement {
        let promise = Promise<PublishAcknowledgement>()
        publish(subject, payload, headers: headers, options: options, timeout: timeout) { promise.settle($0) }
        return try await promise.value()
    }

    /// Publishes a message without waiting; a closure takes the outcome.
    ///
    /// Messages published one after the other are stored in this order.
    ///
    /// - Parameters:
    ///   - timeout: for each of the up to three attempts.
    ///   - completion: called once, on a thread of libnats, and before this returns when the message
    ///     cannot be sent. It must not block.
    public func publish(
        _ subject: String, _ payload: [UInt8], headers: Headers = [:], options: PublishOptions = .init(),
        timeout: Duration = .seconds(2),
        completion: @escaping @Sendable (Result<PublishAcknowledgement, NATSError>) -> Void
    ) {
        attempt(
            subject, payload, headers: options.added(to: headers), timeout: timeout, retries: Self.retries,
            completion)
    }

    private func attempt(
        _ subject: String, _ payload: [UInt8], headers: Headers, timeout: Duration, retries: Int,
        _ completion: @escaping @Sendable (Result<PublishAcknowledgement, NATSError>) -> Void
    ) {
        do {
            _ = try connection.send(
                subject, payload, headers: headers, timeout: timeout, acceptsAcknowledgement: true
            ) { result in
                guard case .failure(let error) = result, error.code == .noResponders, retries > 0 else {
                    completion(result.flatMap(Self.acknowledgement))
                    return false
                }
                connection.work.start(after: Self.retryDelay) {
                    attempt(
                        subject, payload, headers: headers, timeout: timeout, retries: retries - 1, completion
                    )
                }
                return false
            }
        } catch {
            completion(.failure(error))
        }
    }

    private static func acknowledgement(
        _ message: Message
    ) -> Result<PublishAcknowledgement, NATSError> {
        Result { () throws(NATSError) in try PublishAcknowledgement(message) }
    }
}
