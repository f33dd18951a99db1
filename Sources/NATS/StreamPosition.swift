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
        var reply = reply
        let position = reply.withUTF8 { unsafe StreamPosition(bytes: $0) }
        guard let position else { return nil }
        self = position
    }

    /// As bytes, at one go: this is read for each message.
    private init?(bytes: UnsafeBufferPointer<UInt8>) {
        // Where each token begins, and one more than the end.
        var starts: [12 of Int] = .init(repeating: 0)
        var count = 1
        for index in 0..<bytes.count where unsafe bytes[index] == UInt8(ascii: ".") {
            if count < 12 { starts[count] = index + 1 }
            count += 1
        }
        if count < 12 { starts[count] = bytes.count + 1 }
        guard count == 9 || count >= 11, unsafe bytes.starts(with: "$JS.ACK.".utf8) else { return nil }
        let first = count == 9 ? 2 : 4
        func token(_ index: Int) -> UnsafeBufferPointer<UInt8> {
            unsafe UnsafeBufferPointer(rebasing: bytes[starts[index]..<starts[index + 1] - 1])
        }
        guard let streamSequence = unsafe Self.number(token(first + 3)),
            let consumerSequence = unsafe Self.number(token(first + 4)),
            let time = unsafe Self.number(token(first + 5)).flatMap({ Int64(exactly: $0) }),
            let pending = unsafe Self.number(token(first + 6))
        else { return nil }
        stream = unsafe String(decoding: token(first), as: UTF8.self)
        self.streamSequence = streamSequence
        self.consumerSequence = consumerSequence
        timeNanoseconds = time
        self.pending = pending
    }

    private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for index in 0..<digits.count {
            let digit = unsafe digits[index] &- 0x30
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = tens.addingReportingOverflow(UInt64(digit))
            guard digit < 10, !isTooLarge, !isOver else { return nil }
            value = sum
        }
        return digits.isEmpty ? nil : value
    }
}
