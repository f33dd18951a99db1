import Synchronization

/// That this program wants a subject's messages, across all links that come and go.
final class Interest: Sendable {
    private enum Phase { case active, draining, over }

    private struct State {
        var phase = Phase.active
        var live: LiveSubscription?
        var droppedBefore = 0
        var failure: NATSError?
    }

    let id: UInt64
    let subject: String
    private let queue: String?
    private let pendingLimit: Int
    private let pendingBytes: Int
    private let isInbox: Bool
    private let isPatient: Bool
    private let readsHeaders: Bool
    private let receive: @Sendable (Message) -> Void
    private let finish: @Sendable (NATSError?) -> Void
    private let drained = Promise<Void>()
    private let state = Mutex(State())

    /// - Parameters:
    ///   - pendingBytes: how many bytes of messages may wait; -1: as many as there are.
    ///   - readsHeaders: whether headers are read of messages that have a payload.
    ///   - isInbox: whether answers to requests come here.
    ///   - isPatient: whether its messages may wait for those of others.
    ///   - finish: called once, when no more messages will come.
    init(
        id: UInt64, subject: String, queue: String?, pendingLimit: Int, pendingBytes: Int = -1,
        isInbox: Bool = false, isPatient: Bool = false, readsHeaders: Bool = true,
        receive: @escaping @Sendable (Message) -> Void,
        finish: @escaping @Sendable (NATSError?) -> Void
    ) {
        self.id = id
        self.subject = subject
        self.queue = queue
        self.pendingLimit = pendingLimit
        self.pendingBytes = pendingBytes
        self.isInbox = isInbox
        self.isPatient = isPatient
        self.readsHeaders = readsHeaders
        self.receive = receive
        self.finish = finish
    }

    /// Subscribes on a link, unless that has been done.
    func attach(_ link: Link) throws(NATSError) {
        let result = state.withLock { state -> Result<LiveSubscription?, NATSError> in
            guard state.phase == .active, state.live?.belongs(to: link) != true else { return .success(nil) }
            let previous = state.live
            return Result { () throws(NATSError) in
                let live = try LiveSubscription(
                    subject, queue: queue, pendingLimit: pendingLimit, pendingBytes: pendingBytes,
                    isInbox: isInbox, isPatient: isPatient, readsHeaders: readsHeaders, on: link,
                    receive: receive)
                state.live = live
                live.start()
                return previous
            }
        }
        try result.get()?.forget()
    }

    /// The link is lost.
    func detach() {
        let live = state.withLock { state in
            defer { state.live = nil }
            state.droppedBefore += state.live?.dropped ?? 0
            return state.live
        }
        live?.forget()
        if live != nil { deliveryEnded() }
    }

    /// Ends it at once.
    func end(_ failure: NATSError? = nil) {
        let (live, wasOver) = state.withLock { state in
            defer {
                if state.phase != .over { state.failure = failure }
                state.phase = .over
                state.live = nil
            }
            state.droppedBefore += state.live?.dropped ?? 0
            return (state.live, state.phase == .over)
        }
        live?.unsubscribe()
        drained.settle(.success(()))
        if !wasOver { finish(failure) }
    }

    /// Ends it when all that has arrived has been delivered, at the latest after the timeout.
    func drain(_ timeout: Duration, _ work: BlockingWork) async {
        let live = state.withLock { state -> LiveSubscription? in
            guard state.phase == .active else { return nil }
            state.phase = .draining
            return state.live
        }
        if let live {
            live.drain(timeout) { [weak self] in self?.deliveryEnded() }
            work.start(after: timeout) { [drained] in drained.settle(.success(())) }
            _ = try? await drained.value()
        }
        end()
    }

    /// Whether messages are wanted.
    var isActive: Bool { state.withLock { $0.phase == .active } }

    /// Why it is over, when it was not asked to end.
    var failure: NATSError? { state.withLock { $0.failure } }

    /// How many messages wait to be handled.
    var waiting: Int { state.withLock { $0.live }?.waiting ?? 0 }

    /// How many messages libnats has dropped.
    var dropped: Int {
        state.withLock { $0.droppedBefore + ($0.live?.dropped ?? 0) }
    }

    private func deliveryEnded() {
        if state.withLock({ $0.phase == .draining }) { drained.settle(.success(())) }
    }
}
