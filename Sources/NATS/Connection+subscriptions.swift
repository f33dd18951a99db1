import Synchronization

extension Connection {
    /// Subscribes; the messages come as a sequence, also across lost connections.
    ///
    /// - Parameters:
    ///   - queue: of all subscriptions of one queue group, one gets each message.
    ///   - bufferLimit: how many messages wait for the reader; beyond that the oldest are dropped and
    ///     counted.
    /// - Throws: `invalidArgument` for a subject or queue that cannot be, `closed`.
    public func subscribe(
        _ subject: String, queue: String? = nil, bufferLimit: Int = 4096
    ) throws(NATSError) -> Subscription {
        let buffer = SubscriptionBuffer(limit: bufferLimit)
        let interest = try express(
            subject, queue: queue, pendingLimit: Int(Int32.max), receive: { buffer.add($0) },
            finish: { buffer.finish($0) })
        return Subscription(self, interest, buffer)
    }

    /// Subscribes with a closure, called on a thread of libnats for one message after the other.
    ///
    /// The subscription ends with the last reference to what is returned.
    ///
    /// - Parameters:
    ///   - pendingLimit: how many messages wait for the closure; beyond that the newest are dropped
    ///     and counted.
    ///   - pendingBytes: how many bytes may wait in the same way; -1: as many as there are.
    ///   - isPatient: whether the messages may wait for those of other subscriptions, as requests do.
    ///   - readsHeaders: whether headers are read of messages that have a payload.
    ///   - handler: must not block: the messages behind it wait.
    /// - Throws: `invalidArgument` for a subject or queue that cannot be, `closed`.
    public func subscribe(
        _ subject: String, queue: String? = nil, pendingLimit: Int = 65_536, pendingBytes: Int = -1,
        isPatient: Bool = false, readsHeaders: Bool = true, handler: @escaping @Sendable (Message) -> Void
    ) throws(NATSError) -> HandlerSubscription {
        let interest = try express(
            subject, queue: queue, pendingLimit: pendingLimit, pendingBytes: pendingBytes,
            isPatient: isPatient, readsHeaders: readsHeaders, receive: handler, finish: { _ in })
        return HandlerSubscription(self, interest)
    }

    /// Registers an interest and subscribes when there is a link.
    func express(
        _ subject: String, queue: String?, pendingLimit: Int, pendingBytes: Int = -1,
        isPatient: Bool = false, readsHeaders: Bool = true,
        receive: @escaping @Sendable (Message) -> Void, finish: @escaping @Sendable (NATSError?) -> Void
    ) throws(NATSError) -> Interest {
        guard subject.isValidSubject, queue?.isValidSubject ?? true else {
            throw NATSError(.invalidArgument, "not a subject or queue to subscribe to")
        }
        let expressed = core.withLock { core -> (Interest, Link?)? in
            guard core.phase != .over else { return nil }
            let interest = Interest(
                id: core.makeID(), subject: subject, queue: queue, pendingLimit: pendingLimit,
                pendingBytes: pendingBytes, isPatient: isPatient, readsHeaders: readsHeaders,
                receive: receive, finish: finish)
            core.interests[interest.id] = interest
            return (interest, core.link)
        }
        guard let (interest, link) = expressed else { throw .isClosed }
        // A link that is lost this moment is no failure: the next one gets the subscription.
        if let link { try? interest.attach(link) }
        return interest
    }

    /// Forgets an interest that is over.
    func forget(_ interest: Interest) {
        _ = core.withLock { $0.interests.removeValue(forKey: interest.id) }
    }
}
