import JSON
import Synchronization

/// The requests that wait for an answer: one inbox for all of them, a token for each.
final class ReplyTable: Sendable {
    /// Takes a result; returns whether it waits for more. One that takes a single answer is called once.
    typealias Taker = @Sendable (Result<Message, NATSError>) -> Bool

    private struct Waiter {
        let subject: String
        let acceptsAcknowledgement: Bool
        let takesMany: Bool
        let deadline: ContinuousClock.Instant
        let take: Taker
    }

    private struct State {
        var next: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:] {
            didSet { if waiters.isEmpty { emptied?.settle(.success(())) } }
        }
        var emptied: Promise<Void>?
        var wakesAt: ContinuousClock.Instant?
        var refusal: NATSError?
    }

    /// What the subjects of all answers begin with, with a dot at the end.
    let prefix: String
    private let work: BlockingWork
    private let state = Mutex(State())

    init(prefix: String, work: BlockingWork) {
        self.prefix = prefix + "."
        self.work = work
    }

    /// The subject to subscribe to.
    var subject: String { prefix + "*" }

    /// The subject on which the answer for a token arrives.
    func reply(to token: UInt64) -> String { prefix + String(token, radix: 36) }

    /// Waits until no request waits, at most for a while.
    func empty(within limit: Duration) async {
        let emptied = Promise<Void>()
        let isEmpty = state.withLock { state in
            state.emptied = emptied
            return state.waiters.isEmpty
        }
        if isEmpty { return }
        work.start(after: limit) { emptied.settle(.success(())) }
        _ = try? await emptied.value()
    }

    /// Registers a request that is about to be sent.
    func add(
        subject: String, acceptsAcknowledgement: Bool, takesMany: Bool, timeout: Duration,
        take: @escaping Taker
    ) throws(NATSError) -> UInt64 {
        let deadline = ContinuousClock.now + timeout
        let waiter = Waiter(
            subject: subject, acceptsAcknowledgement: acceptsAcknowledgement, takesMany: takesMany,
            deadline: deadline, take: take)
        let (token, wakes, refusal) = state.withLock { state in
            state.next += 1
            if state.refusal == nil { state.waiters[state.next] = waiter }
            let wakes = state.wakesAt.map { deadline < $0 } ?? true
            if wakes { state.wakesAt = deadline }
            return (state.next, wakes, state.refusal)
        }
        if wakes { wake(at: deadline) }
        if let refusal { throw refusal }
        return token
    }

    /// Forgets a request.
    ///
    /// - Returns: whether it was still waiting; if not, its taker has been called or is being called.
    @discardableResult
    func remove(_ token: UInt64) -> Bool {
        state.withLock { $0.waiters.removeValue(forKey: token) } != nil
    }

    /// Gives a message of the inbox to the request that it answers.
    func receive(_ message: Message) {
        guard let token = token(of: message),
            let waiter = state.withLock({ $0.waiters[token] })
        else { return }
        // Whoever removes the waiter calls its taker: never two of them.
        if message.status == 503 {
            guard remove(token) else { return }
            _ = waiter.take(.failure(NATSError(.noResponders, "nobody listens on \(waiter.subject)")))
        } else if waiter.acceptsAcknowledgement || !message.isAcknowledgement {
            if waiter.takesMany {
                if !waiter.take(.success(message)) { remove(token) }
            } else if remove(token) {
                _ = waiter.take(.success(message))
            }
        }
    }

    /// Fails the requests that match, and with `refusing` all later ones.
    func fail(_ error: NATSError, where matches: (String) -> Bool = { _ in true }, refusing: Bool = false) {
        let failed = state.withLock { state in
            if refusing { state.refusal = error }
            let failed = state.waiters.filter { matches($0.value.subject) }
            for token in failed.keys { state.waiters[token] = nil }
            return failed.values
        }
        for waiter in failed { _ = waiter.take(.failure(error)) }
    }

    /// Takes requests again, after a link came that may allow the inbox.
    func allow() { state.withLock { $0.refusal = nil } }

    private func token(of message: Message) -> UInt64? {
        let tail = message.subject.utf8.dropFirst(prefix.utf8.count)
        return UInt64(Substring(tail), radix: 36)
    }

    private func wake(at instant: ContinuousClock.Instant) {
        work.start(after: instant - .now) { [weak self] in self?.expire(instant) }
    }

    private func expire(_ instant: ContinuousClock.Instant) {
        let now = ContinuousClock.now
        let (late, next) = state.withLock { state in
            let late = state.waiters.filter { $0.value.deadline <= now }
            for token in late.keys { state.waiters[token] = nil }
            // A timer that an earlier deadline has overtaken has nothing to plan.
            guard let planned = state.wakesAt, planned <= now else {
                return (late.values, ContinuousClock.Instant?.none)
            }
            state.wakesAt = state.waiters.values.map(\.deadline).min()
            return (late.values, state.wakesAt)
        }
        if let next { wake(at: next) }
        for waiter in late {
            _ = waiter.take(.failure(NATSError(.timeout, "no answer on \(waiter.subject) in time")))
        }
    }
}
