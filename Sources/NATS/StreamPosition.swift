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
        let tokens = reply.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard tokens.count == 9 || tokens.count >= 11, tokens[0].elementsEqual("$JS".utf8),
            tokens[1].elementsEqual("ACK".utf8)
        else { return nil }
        let first = tokens.count == 9 ? 2 : 4
        guard let streamSequence = UInt64(Substring(tokens[first + 3])),
            let consumerSequence = UInt64(Substring(tokens[first + 4])),
            let time = Int64(Substring(tokens[first + 5])), let pending = UInt64(Substring(tokens[first + 6]))
        else { return nil }
        stream = String(Substring(tokens[first]))
        self.streamSequence = streamSequence
        self.consumerSequence = consumerSequence
        timeNanoseconds = time
        self.pending = pending
    }
}
