import CNATS

/// The messages that a subscription delivers one right after the other: what is published meanwhile
/// leaves together.
///
/// It is used by the one thread that delivers the messages of its subscription.
struct Burst {
    /// How many messages and how many nanoseconds until what was published leaves anyway.
    private static let messageLimit = 32
    private static let timeLimit: UInt64 = 200_000

    private let pump: SocketPump
    private var count = 0
    private var start: UInt64 = 0
    /// Whether no other message waits behind the present one.
    private var isLast = true

    init(_ pump: SocketPump) { self.pump = pump }

    /// A message is about to be handled.
    mutating func begin(_ subscription: OpaquePointer?) {
        var (messages, bytes) = (Int32(0), Int32(0))
        guard unsafe natsSubscription_GetPending(subscription, &messages, &bytes) == NATS_OK, messages > 0
        else {
            isLast = true
            return
        }
        isLast = false
        if count == 0 {
            pump.hold()
            start = MonotonicTime.nanoseconds
        }
        count += 1
    }

    /// The message has been handled.
    mutating func end() {
        guard count > 0 else { return }
        if isLast || count >= Self.messageLimit || MonotonicTime.nanoseconds - start > Self.timeLimit {
            finish()
        }
    }

    /// No more messages come for now.
    mutating func finish() {
        guard count > 0 else { return }
        count = 0
        pump.releaseBurst()
    }
}
