/// What a connection knows: the one value behind its lock.
struct ConnectionCore {
    /// How far `run()` has come.
    enum Phase { case idle, running, over }

    var phase = Phase.idle
    var state = ConnectionState.connecting(attempt: 0, lastError: nil)
    var link: Link?
    /// Links that were lost before they were in use.
    var lostLinks: Set<UInt> = []
    var interests: [UInt64: Interest] = [:]
    var nextID: UInt64 = 0
    var stateListeners: [UInt64: AsyncStream<ConnectionState>.Continuation] = [:]
    var problemListeners: [UInt64: AsyncStream<NATSError>.Continuation] = [:]
    var lossObservers: [UInt64: @Sendable (NATSError) -> Void] = [:]
    var connectWaiters: [UInt64: Promise<ServerInfo>] = [:]
    var lastFailure: NATSError?

    mutating func makeID() -> UInt64 {
        nextID += 1
        return nextID
    }

    /// Enters a state and tells the listeners, in the order of the changes.
    ///
    /// A stream only queues the value: nothing foreign runs under the lock.
    mutating func enter(_ state: ConnectionState) {
        guard state != self.state else { return }
        self.state = state
        for listener in stateListeners.values { listener.yield(state) }
    }
}
