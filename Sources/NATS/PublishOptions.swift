/// What must be true for JetStream to store a message.
public struct PublishOptions: Sendable, Hashable {
    /// The message's id: within the stream's window a second message with it is a duplicate.
    public var messageID: String?
    /// The sequence of the stream's last message.
    public var expectedLastSequence: UInt64?
    /// The sequence of the last message on this subject; 0: there is none yet.
    public var expectedLastSubjectSequence: UInt64?
    /// The stream that stores it.
    public var expectedStream: String?
    /// The id of the stream's last message.
    public var expectedLastMessageID: String?

    /// Options; nothing is expected by default.
    public init(
        messageID: String? = nil, expectedLastSequence: UInt64? = nil,
        expectedLastSubjectSequence: UInt64? = nil, expectedStream: String? = nil,
        expectedLastMessageID: String? = nil
    ) {
        self.messageID = messageID
        self.expectedLastSequence = expectedLastSequence
        self.expectedLastSubjectSequence = expectedLastSubjectSequence
        self.expectedStream = expectedStream
        self.expectedLastMessageID = expectedLastMessageID
    }

    /// The given headers and those that carry these expectations.
    func added(to headers: Headers) -> Headers {
        var headers = headers
        if let messageID { headers["Nats-Msg-Id"] = messageID }
        if let expectedLastSequence {
            headers["Nats-Expected-Last-Sequence"] = String(expectedLastSequence)
        }
        if let expectedLastSubjectSequence {
            headers["Nats-Expected-Last-Subject-Sequence"] = String(expectedLastSubjectSequence)
        }
        if let expectedStream { headers["Nats-Expected-Stream"] = expectedStream }
        if let expectedLastMessageID { headers["Nats-Expected-Last-Msg-Id"] = expectedLastMessageID }
        return headers
    }
}
