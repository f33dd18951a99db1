import Dispatch
import Synchronization

/// A connection to NATS that comes back by itself, on whichever server answers.
///
/// `run()` does the work and belongs into a task of the owner; everything else may be called from any
/// thread at any time. Subscriptions outlive a lost connection; messages and requests do not: what cannot
/// be sent now fails now.
public final class Connection: Sendable {
    /// How the connection is made.
    public let options: ConnectionOptions

    let core = Mutex(ConnectionCore())
    let work = BlockingWork()
    let handles = LiveHandles()
    let replies: ReplyTable
    let inbox: Interest
    let events: AsyncStream<RunEvent>
    let eventSource: AsyncStream<RunEvent>.Continuation

    /// A connection that is not made yet.
    public init(_ options: ConnectionOptions) {
        self.options = options
        let replies = ReplyTable(prefix: "\(options.inboxPrefix).\(UniqueName.make())", work: work)
        self.replies = replies
        inbox = Interest(
            id: 0, subject: replies.subject, queue: nil, pendingLimit: Int(Int32.max),
            isInbox: true, receive: { replies.receive($0) }, finish: { _ in })
        (events, eventSource) = AsyncStream.makeStream()
    }

    deinit { eventSource.finish() }

    /// Where the connection stands.
    public var state: ConnectionState { core.withLock { $0.state } }

    /// The largest payload that the server takes, in bytes; `nil` without a connection.
    public var maximumPayload: Int? { core.withLock { $0.state.server?.maximumPayload } }

    /// The state now, then each change; a slow listener misses older ones.
    public func states() -> AsyncStream<ConnectionState> {
        let (stream, source) = AsyncStream<ConnectionState>.makeStream(bufferingPolicy: .bufferingNewest(16))
        let id = core.withLock { core -> UInt64? in
            let id = core.makeID()
            source.yield(core.state)
            if core.state == .closed { return nil }
            core.stateListeners[id] = source
            return id
        }
        guard let id else {
            source.finish()
            return stream
        }
        source.onTermination = { [weak self] _ in
            _ = self?.core.withLock { $0.stateListeners.removeValue(forKey: id) }
        }
        return stream
    }

    /// What the server refuses and libnats reports besides: permissions, slow consumers.
    ///
    /// A slow listener misses older ones.
    public func problems() -> AsyncStream<NATSError> {
        let (stream, source) = AsyncStream<NATSError>.makeStream(bufferingPolicy: .bufferingNewest(16))
        let id = core.withLock { core in
            let id = core.makeID()
            core.problemListeners[id] = source
            return id
        }
        source.onTermination = { [weak self] _ in
            _ = self?.core.withLock { $0.problemListeners.removeValue(forKey: id) }
        }
        return stream
    }

    /// Waits for a connection: the present one, or the next.
    ///
    /// - Throws: why the last attempt failed, or `timeout`; `closed` when none will come.
    public func connected(within limit: Duration) async throws(NATSError) -> ServerInfo {
        let promise = Promise<ServerInfo>()
        let id = core.withLock { core in
            let id = core.makeID()
            if let server = core.state.server {
                promise.settle(.success(server))
            } else if core.phase == .over {
                promise.settle(.failure(.isClosed))
            } else {
                core.connectWaiters[id] = promise
            }
            return id
        }
        defer { _ = core.withLock { $0.connectWaiters.removeValue(forKey: id) } }
        work.start(after: limit) { [weak self, weak promise] in
            let failure = self?.core.withLock { $0.lastFailure }
            promise?.settle(.failure(failure ?? NATSError(.timeout, "no server has answered in time")))
        }
        return try await promise.value()
    }

    /// A subject that nobody else uses.
    public func newInbox() -> String { "\(options.inboxPrefix).\(UniqueName.make())" }

    /// The link in use.
    ///
    /// - Throws: `disconnected`, `closed`.
    func link() throws(NATSError) -> Link {
        let (link, isOver) = core.withLock { ($0.link, $0.phase == .over) }
        if let link { return link }
        throw isOver ? .isClosed : NATSError(.disconnected, "not connected to a NATS server")
    }
}

extension NATSError {
    static var isClosed: NATSError { NATSError(.closed, "the connection is closed") }
}
