import CNATS

/// What libnats calls with the messages of an inbox, on a thread that it has for them.
///
/// `@unchecked Sendable` is safe because only that one thread touches `burst` and `woken`.
final class InboxReceiver: @unchecked Sendable {
    private var burst: Burst
    private let woken = DeliveryExecutor.Woken()
    private let handles: LiveHandles
    private let receive: @Sendable (Message) -> Void

    init(_ link: Link, _ receive: @escaping @Sendable (Message) -> Void) {
        handles = link.handles
        burst = Burst(link.pump)
        self.receive = receive
        handles.add()
    }

    deinit { handles.remove() }

    static let onMessage:
        @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
            _, subscription, raw, closure in
            guard let raw = unsafe raw, let closure = unsafe closure else { return }
            let receiver = unsafe Unmanaged<InboxReceiver>.fromOpaque(closure).takeUnretainedValue()
            let message = unsafe Message(copying: raw)
            unsafe natsMsg_release(raw)
            unsafe receiver.burst.begin(subscription)
            DeliveryExecutor.use(receiver.woken)
            receiver.receive(message)
            receiver.woken.run()
            receiver.burst.end()
        }

    /// The last call for a subscription: here the reference that libnats held ends.
    static let onComplete: @convention(c) (UnsafeMutableRawPointer?) -> Void = { closure in
        guard let closure = unsafe closure else { return }
        let receiver = unsafe Unmanaged<InboxReceiver>.fromOpaque(closure).takeRetainedValue()
        DeliveryExecutor.use(nil)
        receiver.burst.finish()
    }
}
