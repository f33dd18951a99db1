import NIOCore
import NATS

/// A piece of an event stream as it goes out, the same for all who listen.
struct EventFrame: Sendable {
    /// The event's place in the stream; `nil` for what is no event.
    let sequence: UInt64?
    let bytes: ByteBuffer

    /// A message of the event stream as a server-sent event.
    init(_ message: StoredMessage) {
        sequence = message.sequence
        var bytes = ByteBuffer()
        bytes.reserveCapacity(message.payload.count + message.subject.utf8.count + 48)
        bytes.writeString("id: \(message.sequence)\nevent: \(message.subject)\n")
        // A line feed inside the payload would end the field: each line gets one of its own.
        for line in EventFrame.lines(message.payload) {
            bytes.writeString("data: ")
            bytes.writeBytes(line)
            bytes.writeString("\n")
        }
        bytes.writeString("\n")
        self.bytes = bytes
    }

    /// Says that the stream is alive, and how far it has been looked at.
    init(heartbeatAt position: UInt64) {
        sequence = nil
        bytes = ByteBuffer(string: ": alive\nid: \(position)\n\n")
    }

    /// The beginning of a stream: how soon to come back after its end, and from where.
    init(openingAt position: UInt64) {
        sequence = nil
        bytes = ByteBuffer(string: "retry: 2000\nid: \(position)\n\n")
    }

    private static func lines(_ payload: [UInt8]) -> [ArraySlice<UInt8>] {
        guard payload.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return [payload[...]] }
        return payload.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
    }
}
