import Synchronization

extension Connection {
    /// Connects and stays connected until the task is cancelled or `close()` or `drain(timeout:)` is
    /// called. Afterwards the connection is closed for good and everything of libnats is released.
    public func run() async {
        let starts = core.withLock { core in
            guard core.phase == .idle else { return false }
            core.phase = .running
            return true
        }
        guard starts else { return }
        if let pool = ServerPool(options.servers) {
            var loop = RunLoop(self, pool)
            await loop.run()
        } else {
            failed(NATSError(.invalidArgument, "no server, or one that is no URL"))
        }
        await shutDown()
    }

    /// Ends everything, in the order that libnats needs, and waits until it is released.
    private func shutDown() async {
        await endUse()
        await handles.empty()
        core.withLock { $0.enter(.closed) }
        endListening()
    }

    /// A function of its own: at its end nobody holds the link any more.
    private func endUse() async {
        let (was, link) = core.withLock { core in
            let was = (core.interests, core.connectWaiters, core.lossObservers)
            defer {
                core.phase = .over
                core.link = nil
                core.interests = [:]
                core.connectWaiters = [:]
                core.lossObservers = [:]
            }
            return (was, core.link)
        }
        for interest in was.0.values { interest.end(.isClosed) }
        inbox.end()
        replies.fail(.isClosed, refusing: true)
        for waiter in was.1.values { waiter.settle(.failure(.isClosed)) }
        for observer in was.2.values { observer(.isClosed) }
        guard let link else { return }
        // libnats may drop what is in its buffer when it closes.
        let flushed = Promise<Void>()
        work.start {
            try? link.flush(.seconds(1))
            flushed.settle(.success(()))
        }
        await flushed.settled()
        link.close()
    }

    /// Records why there is no connection.
    func failed(_ error: NATSError) {
        core.withLock { core in
            core.lastFailure = error
            switch core.state {
            case .connecting(let attempt, _):
                core.enter(.connecting(attempt: attempt + 1, lastError: error.message))
            case .reconnecting(let attempt, _, let since):
                core.enter(.reconnecting(attempt: attempt + 1, lastError: error.message, since: since))
            case .connected, .draining, .closed: break
            }
        }
    }

    /// Takes a new link into use; `false` when it is lost already.
    func install(_ link: Link, _ server: ServerInfo) -> Bool {
        replies.allow()
        do { try inbox.attach(link) } catch { return false }
        let interests = core.withLock { core -> [Interest]? in
            guard core.lostLinks.remove(link.id) == nil else { return nil }
            core.link = link
            return Array(core.interests.values)
        }
        guard let interests else { return false }
        for interest in interests.sorted(by: { $0.id < $1.id }) { try? interest.attach(link) }
        let waiters = core.withLock { core -> [Promise<ServerInfo>] in
            guard core.link === link else { return [] }
            core.lastFailure = nil
            core.enter(.connected(server))
            defer { core.connectWaiters = [:] }
            return Array(core.connectWaiters.values)
        }
        for waiter in waiters { waiter.settle(.success(server)) }
        return true
    }

    /// Records which servers there are.
    func know(_ servers: [String]) {
        core.withLock { core in
            guard var server = core.state.server else { return }
            server.knownServers = servers
            core.enter(.connected(server))
        }
    }

    /// A thread of libnats tells of a link.
    func linkEvent(_ id: UInt, _ event: LinkEvents.Event) {
        switch event {
        case .closed(let error): lost(id, error)
        case .problem(let error): report(error)
        case .discoveredServers: eventSource.yield(.discovered)
        }
    }

    private func lost(_ id: UInt, _ error: NATSError) {
        let current = core.withLock { core -> [@Sendable (NATSError) -> Void]? in
            guard core.link?.id == id else {
                core.lostLinks.insert(id)
                return nil
            }
            core.link = nil
            if case .connected = core.state {
                core.enter(.reconnecting(attempt: 0, lastError: error.message, since: .now))
            }
            return Array(core.lossObservers.values)
        }
        // A link that is not in use takes nothing with it, and who installs it finds it among the lost ones.
        guard let observers = current else { return }
        let failure = NATSError(.disconnected, "the connection was lost: \(error.message)")
        // What these asked for may have been done.
        replies.fail(NATSError(.io, "the connection was lost before the answer: \(error.message)"))
        for interest in core.withLock({ Array($0.interests.values) }) + [inbox] { interest.detach() }
        for observer in observers { observer(failure) }
        eventSource.yield(.lost(id))
    }

    private func report(_ error: NATSError) {
        if error.code == .permission, let subject = error.subject { refused(subject, error) }
        for listener in core.withLock({ Array($0.problemListeners.values) }) { listener.yield(error) }
    }

    private func refused(_ subject: String, _ error: NATSError) {
        if subject == inbox.subject {
            replies.fail(error, refusing: true)
        } else if error.message.contains("Subscription") {
            let refused = core.withLock { core in
                core.interests.values.filter { $0.subject == subject }
            }
            for interest in refused { interest.end(error) }
        } else {
            replies.fail(error, where: { $0 == subject })
        }
    }
}
