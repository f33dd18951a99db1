import JSON

/// JetStream's word that a message is stored.
public struct PublishAcknowledgement: Sendable, Hashable {
    /// The stream that has it.
    public var stream: String
    /// Its place in the stream; of a duplicate, the place of the first one.
    public var sequence: UInt64
    /// Whether the stream had a message with this id already; then no expectation was checked.
    public var isDuplicate: Bool

    /// An acknowledgement.
    public init(stream: String, sequence: UInt64, isDuplicate: Bool = false) {
        self.stream = stream
        self.sequence = sequence
        self.isDuplicate = isDuplicate
    }
}

extension PublishAcknowledgement {
    /// Reads an acknowledgement.
    ///
    /// - Throws: `jetStream` when it is a refusal, `protocolError` when it is something else.
    init(_ message: Message) throws(NATSError) {
        if let usual = PublishAcknowledgement(scanning: message.payload) {
            self = usual
            return
        }
        let value = try message.jetStreamAnswer()
        guard let stream = value["stream"]?.string, let sequence = value["seq"]?.integer else {
            throw NATSError(.protocolError, "the answer to a publish is no acknowledgement")
        }
        self.init(
            stream: stream, sequence: UInt64(clamping: sequence),
            isDuplicate: value["duplicate"]?.bool ?? false)
    }

    /// Reads `{"stream":"...", "seq":...}`, as servers write it for a message that is stored; `nil` for any
    /// other form, which may be right too.
    private init?(scanning payload: [UInt8]) {
        var scanner = JSONScanner(payload)
        guard scanner.take("{\"stream\":\""), let stream = scanner.string(), scanner.take(",") else {
            return nil
        }
        _ = scanner.take(" ")
        guard scanner.take("\"seq\":"), let sequence = scanner.integer(), scanner.take("}"), scanner.isAtEnd
        else { return nil }
        self.init(stream: stream, sequence: UInt64(sequence))
    }
}
