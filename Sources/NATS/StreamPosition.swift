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
        // As bytes: numbers made of substrings take ten times as long, and this is read for each message.
        let tokens = Array(reply.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard tokens.count == 9 || tokens.count >= 11, tokens[0].elementsEqual("$JS".utf8),
            tokens[1].elementsEqual("ACK".utf8)
        else { return nil }
        let first = tokens.count == 9 ? 2 : 4
        guard let streamSequence = Self.number(tokens[first + 3]),
            let consumerSequence = Self.number(tokens[first + 4]),
            let time = Self.number(tokens[first + 5]).flatMap({ Int64(exactly: $0) }),
            let pending = Self.number(tokens[first + 6])
        else { return nil }
        stream = String(decoding: tokens[first], as: UTF8.self)
        self.streamSequence = streamSequence
        self.consumerSequence = consumerSequence
        timeNanoseconds = time
        self.pending = pending
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
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
