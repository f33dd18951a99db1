import Synchronization

extension Connection {
    /// Closes at once and waits until `run()` has released everything.
    public func close() async {
        let wasIdle = core.withLock { core in
            guard core.phase == .idle else { return false }
            core.phase = .over
            core.enter(.closed)
            return true
        }
        if wasIdle { return endListening() }
        eventSource.yield(.stop)
        for await _ in states() {}
    }

    /// Ends in order: takes no new messages, delivers those taken, waits for the answers to requests under
    /// way, writes out what was published, and closes; all of it within the timeout.
    ///
    /// Readers of a `Subscription` that answer its messages drain that first, read to its end, and then
    /// drain the connection.
    public func drain(timeout: Duration) async {
        let deadline = ContinuousClock.now + timeout
        let interests = core.withLock { core in
            if core.phase == .running { core.enter(.draining) }
            return Array(core.interests.values)
        }
        await withTaskGroup(of: Void.self) { group in
            for interest in interests { group.addTask { await interest.drain(timeout, self.work) } }
        }
        await replies.empty(within: max(.zero, deadline - .now))
        try? await flush(timeout: max(.milliseconds(1), deadline - .now))
        await close()
    }

    /// Ends the streams of states and problems.
    func endListening() {
        let (states, problems) = core.withLock { core in
            defer {
                core.stateListeners = [:]
                core.problemListeners = [:]
                core.lossObservers = [:]
            }
            return (Array(core.stateListeners.values), Array(core.problemListeners.values))
        }
        for listener in states { listener.finish() }
        for listener in problems { listener.finish() }
    }
}
