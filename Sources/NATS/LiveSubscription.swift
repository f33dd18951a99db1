import CNATS
import Synchronization

/// One subscription of libnats on one link.
///
/// `@unchecked Sendable` is safe because libnats locks the subscription in every call, the pointer never
/// changes, and it is destroyed with the last reference only.
@safe
final class LiveSubscription: @unchecked Sendable {
    private let raw: OpaquePointer
    private let link: Link
    private let isInbox: Bool
    /// Whether its messages may wait for those of others.
    let isPatient: Bool
    private let readsHeaders: Bool
    private let receive: @Sendable (Message) -> Void

    /// Subscribes; messages come once `start()` has been called.
    ///
    /// - Parameters:
    ///   - isInbox: whether answers come here. libnats has a thread of its own for them: to the link's
    ///     thread it does not say which request nobody has taken.
    ///   - isPatient: whether its messages may wait for those of others.
    ///   - readsHeaders: whether headers are read of messages that have a payload.
    ///   - receive: called on one thread for each message, one after the other.
    init(
        _ subject: String, queue: String?, pendingLimit: Int, pendingBytes: Int, isInbox: Bool,
        isPatient: Bool, readsHeaders: Bool, on link: Link, receive: @escaping @Sendable (Message) -> Void
    ) throws(NATSError) {
        var raw: OpaquePointer?
        let receiver = unsafe isInbox ? Unmanaged.passRetained(InboxReceiver(link, receive)) : nil
        let status =
            if let receiver = unsafe receiver {
                unsafe natsConnection_Subscribe(
                    &raw, link.raw, subject, InboxReceiver.onMessage, receiver.toOpaque())
            } else if let queue {
                unsafe natsConnection_QueueSubscribeSync(&raw, link.raw, subject, queue)
            } else {
                unsafe natsConnection_SubscribeSync(&raw, link.raw, subject)
            }
        guard status == NATS_OK, let raw = unsafe raw else {
            unsafe receiver?.release()
            throw NATSError(status, call: "natsConnection_Subscribe", text: NATSError.lastText)
        }
        if let receiver = unsafe receiver {
            // It fails only when the link was lost this moment; the receiver is then never released, as
            // nothing tells when the last message has been delivered.
            _ = unsafe natsSubscription_SetOnCompleteCB(
                raw, InboxReceiver.onComplete, receiver.toOpaque())
        }
        _ = unsafe natsSubscription_SetPendingLimits(
            raw, Int32(clamping: pendingLimit), Int32(clamping: pendingBytes))
        unsafe self.raw = raw
        self.link = link
        self.isInbox = isInbox
        self.isPatient = isPatient
        self.readsHeaders = readsHeaders
        self.receive = receive
        link.handles.add()
    }

    deinit {
        nonisolated(unsafe) let raw = unsafe raw
        unsafe Self.destroy(raw, link)
    }

    /// From now on messages are handled.
    func start() {
        if isInbox { return }
        link.pump.subscriptions.add(self)
        // Some may have been read already.
        link.pump.ring()
    }

    /// Whether this one belongs to the link.
    func belongs(to other: Link) -> Bool { link === other }

    /// Stops at once; a call of the handler that is under way goes on.
    func unsubscribe() {
        link.pump.subscriptions.remove(self)
        _ = unsafe natsSubscription_Unsubscribe(raw)
    }

    /// The link is lost: nothing comes any more.
    func forget() { link.pump.subscriptions.remove(self) }

    /// Stops after what has arrived has been handed over.
    ///
    /// - Parameter ended: called when nothing comes any more.
    func drain(_ timeout: Duration, ended: @escaping @Sendable () -> Void) {
        let deadline = ContinuousClock.now + timeout
        _ = unsafe natsSubscription_DrainTimeout(raw, timeout.milliseconds)
        link.work.start { [self] in
            let left = max(.milliseconds(1), deadline - .now)
            _ = unsafe natsSubscription_WaitForDrainCompletion(raw, left.milliseconds)
            // The last message may be in its handler still.
            link.pump.afterRound(ended)
        }
    }

    /// How many messages libnats has dropped because too many waited.
    var dropped: Int {
        var count: Int64 = 0
        _ = unsafe natsSubscription_GetDropped(raw, &count)
        return Int(count)
    }

    /// How many messages wait to be handled.
    var waiting: Int {
        var (messages, bytes) = (Int32(0), Int32(0))
        guard unsafe natsSubscription_GetPending(raw, &messages, &bytes) == NATS_OK else { return 0 }
        return Int(messages)
    }

    /// Handles the next message; on the link's thread only.
    ///
    /// - Returns: whether there may be more.
    func deliver() -> Bool {
        var next: OpaquePointer?
        let status = unsafe natsSubscription_NextMsg(&next, raw, 0)
        // This only tells that others were dropped.
        if status == NATS_SLOW_CONSUMER { return deliver() }
        guard status == NATS_OK, let next = unsafe next else { return false }
        let message = unsafe Message(copying: next, readsHeaders: readsHeaders)
        unsafe natsMsg_release(next)
        receive(message)
        return true
    }

    /// The reading thread of libnats 3.4.1 may still hold a subscription that was just unsubscribed: it
    /// is destroyed when that thread has read an answer that came later, or has ended.
    private static func destroy(_ raw: OpaquePointer, _ link: Link) {
        nonisolated(unsafe) let raw = unsafe raw
        link.work.start {
            let isQuiet =
                link.events.isClosed.load(ordering: .acquiring)
                || (try? link.flush(.seconds(1))) != nil
            if isQuiet {
                unsafe natsSubscription_Destroy(raw)
                link.handles.remove()
            } else {
                link.work.start(after: .milliseconds(100)) { unsafe destroy(raw, link) }
            }
        }
    }
}
