import NIOCore

/// A tenant's stored events behind one place, as many as are read at once.
struct EventPiece: Sendable {
    /// So much is enough for one piece; what waits for slow readers is bounded by it.
    private static let limit = (frames: 512, bytes: 128 << 10, messages: 16_384)

    private(set) var frames: [EventFrame] = []
    /// The sequence up to which the stream has been looked at, whoever's events stand there.
    private(set) var position: UInt64
    private var bytes = 0
    private var messages = 0

    /// An empty piece behind a place.
    init(behind position: UInt64) { self.position = position }

    /// Whether nothing more is to be added.
    var isFull: Bool {
        frames.count >= Self.limit.frames || bytes >= Self.limit.bytes || messages >= Self.limit.messages
    }

    /// Notes that the stream has been looked at up to a place, and what was found there.
    mutating func advance(to position: UInt64, _ frame: EventFrame?) {
        self.position = position
        messages += 1
        guard let frame else { return }
        frames.append(frame)
        bytes += frame.bytes.readableBytes
    }
}
