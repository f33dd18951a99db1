import CNATS

/// What libnats calls with the messages of a subscription.
final class Receiver: Sendable {
    private let handles: LiveHandles
    private let receive: @Sendable (Message) -> Void
    private let ended: @Sendable () -> Void

    init(
        _ handles: LiveHandles, _ receive: @escaping @Sendable (Message) -> Void,
        _ ended: @escaping @Sendable () -> Void
    ) {
        self.handles = handles
        self.receive = receive
        self.ended = ended
        handles.add()
    }

    deinit { handles.remove() }

    static let onMessage:
        @convention(c) (OpaquePointer?, OpaquePointer?, OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
            _, _, raw, closure in
            guard let raw = unsafe raw, let closure = unsafe closure else { return }
            let receiver = unsafe Unmanaged<Receiver>.fromOpaque(closure).takeUnretainedValue()
            let message = unsafe Message(copying: raw)
            unsafe natsMsg_Destroy(raw)
            receiver.receive(message)
        }

    /// The last call for a subscription: here the reference that libnats held ends.
    static let onComplete: @convention(c) (UnsafeMutableRawPointer?) -> Void = { closure in
        guard let closure = unsafe closure else { return }
        let receiver = unsafe Unmanaged<Receiver>.fromOpaque(closure).takeRetainedValue()
        receiver.ended()
    }
}
