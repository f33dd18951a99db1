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

    /// Subscribes.
    ///
    /// - Parameters:
    ///   - readsHeaders: whether headers are read of messages that have a payload.
    ///   - receive: called on a thread of libnats for each message, one after the other.
    ///   - ended: called on that thread when no more messages come from this subscription.
    init(
        _ subject: String, queue: String?, pendingLimit: Int, pendingBytes: Int, readsHeaders: Bool,
        on link: Link,
        receive: @escaping @Sendable (Message) -> Void, ended: @escaping @Sendable () -> Void
    ) throws(NATSError) {
        let receiver = unsafe Unmanaged.passRetained(Receiver(link, readsHeaders, receive, ended))
        var raw: OpaquePointer?
        let status =
            if let queue {
                unsafe natsConnection_QueueSubscribe(
                    &raw, link.raw, subject, queue, Receiver.onMessage, receiver.toOpaque())
            } else {
                unsafe natsConnection_Subscribe(
                    &raw, link.raw, subject, Receiver.onMessage, receiver.toOpaque())
            }
        guard status == NATS_OK, let raw = unsafe raw else {
            unsafe receiver.release()
            throw NATSError(status, call: "natsConnection_Subscribe", text: NATSError.lastText)
        }
        // It fails only when the link was lost this moment; the receiver is then never released, as
        // nothing tells when the last message has been delivered.
        _ = unsafe natsSubscription_SetOnCompleteCB(raw, Receiver.onComplete, receiver.toOpaque())
        _ = unsafe natsSubscription_SetPendingLimits(
            raw, Int32(clamping: pendingLimit), Int32(clamping: pendingBytes))
        unsafe self.raw = raw
        self.link = link
        link.handles.add()
    }

    deinit {
        nonisolated(unsafe) let raw = unsafe raw
        unsafe Self.destroy(raw, link)
    }

    /// Whether this one belongs to the link.
    func belongs(to other: Link) -> Bool { link === other }

    /// Stops at once; a call of the handler that is under way goes on.
    func unsubscribe() { _ = unsafe natsSubscription_Unsubscribe(raw) }

    /// Stops after what has arrived has been delivered.
    func drain(_ timeout: Duration) {
        _ = unsafe natsSubscription_DrainTimeout(raw, timeout.milliseconds)
    }

    /// How many messages libnats has dropped because the handler was too slow.
    var dropped: Int {
        var count: Int64 = 0
        _ = unsafe natsSubscription_GetDropped(raw, &count)
        return Int(count)
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
