/// Where a message stands, as the server writes it into the reply subject of a delivery.
struct StreamPosition: Sendable, Hashable {
    var stream: String
    /// Counts the deliveries of one consumer, without gaps.
    var consumerSequence: UInt64
    var streamSequence: UInt64
    var timeNanoseconds: Int64
    var pending: UInt64

    /// Reads `$JS.ACK.<stream>.<consumer>.<delivered>.<stream seq>.<consumer seq>.<time>.<pending>`, or the
    /// longer form with domain and account before the stream and a random token at the end.
    init?(reply: String) {
        let position = unsafe reply.utf8.withContiguousStorageIfAvailable { unsafe StreamPosition(bytes: $0) }
        guard let position = position ?? StreamPosition(bytes: Array(reply.utf8)) else { return nil }
        self = position
    }

    private init?(bytes: some RandomAccessCollection<UInt8>) {
        guard bytes.starts(with: "$JS.ACK.".utf8) else { return nil }
        // Eight tokens at most count: a longer subject has its position in the same places.
        var ends: [11 of Int] = .init(repeating: 0)
        var count = 0
        let offset = bytes.startIndex
        let start = bytes.index(offset, offsetBy: 8)
        var place = start
        while place != bytes.endIndex {
            if bytes[place] == UInt8(ascii: ".") {
                if count < 11 { ends[count] = bytes.distance(from: offset, to: place) }
                count += 1
            }
            place = bytes.index(after: place)
        }
        // Nine tokens in all, or eleven and more.
        guard count == 6 || count >= 8 else { return nil }
        if count < 11 { ends[count] = bytes.count }
        func token(_ index: Int) -> some Collection<UInt8> {
            let first = index == 0 ? 8 : ends[index - 1] + 1
            return bytes[bytes.index(offset, offsetBy: first)..<bytes.index(offset, offsetBy: ends[index])]
        }
        let first = count == 6 ? 0 : 2
        guard let streamSequence = Self.number(token(first + 3)),
            let consumerSequence = Self.number(token(first + 4)),
            let nanoseconds = Self.number(token(first + 5)),
            let pending = Self.number(token(first + 6)), let time = Int64(exactly: nanoseconds)
        else { return nil }
        stream = String(decoding: token(first), as: UTF8.self)
        self.streamSequence = streamSequence
        self.consumerSequence = consumerSequence
        timeNanoseconds = time
        self.pending = pending
    }

    private static func number(_ digits: some Collection<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for byte in digits {
            let digit = byte &- 0x30
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = tens.addingReportingOverflow(UInt64(digit))
            guard digit < 10, !isTooLarge, !isOver else { return nil }
            value = sum
        }
        return digits.isEmpty ? nil : value
    }
}
