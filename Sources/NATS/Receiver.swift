import CNATS

/// What libnats calls with the messages of a subscription.
///
/// `@unchecked Sendable` is safe because only the one thread that delivers messages touches `burst` and
/// `woken`.
final class Receiver: @unchecked Sendable {
    private var burst: Burst
    private let woken = DeliveryExecutor.Woken()
    private let handles: LiveHandles
    private let readsHeaders: Bool
    private let receive: @Sendable (Message) -> Void
    private let ended: @Sendable () -> Void

    init(
        _ link: Link, _ readsHeaders: Bool, _ receive: @escaping @Sendable (Message) -> Void,
        _ ended: @escaping @Sendable () -> Void
    ) {
        handles = link.handles
        burst = Burst(link.pump)
        self.readsHeaders = readsHeaders
        self.receive = receive
        self.ended = ended
        handles.add()
    }

    deinit { handles.remove() }

    static let onMessage:
        @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
            _, subscription, raw, closure in
            guard let raw = unsafe raw, let closure = unsafe closure else { return }
            let receiver = unsafe Unmanaged<Receiver>.fromOpaque(closure).takeUnretainedValue()
            let message = unsafe Message(copying: raw, readsHeaders: receiver.readsHeaders)
            unsafe natsMsg_Destroy(raw)
            unsafe receiver.burst.begin(subscription)
            DeliveryExecutor.deliver(receiver.woken) { receiver.receive(message) }
            receiver.burst.end()
        }

    /// The last call for a subscription: here the reference that libnats held ends.
    static let onComplete: @convention(c) (UnsafeMutableRawPointer?) -> Void = { closure in
        guard let closure = unsafe closure else { return }
        let receiver = unsafe Unmanaged<Receiver>.fromOpaque(closure).takeRetainedValue()
        receiver.burst.finish()
        receiver.ended()
    }
}
