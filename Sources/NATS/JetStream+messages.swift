import JSON

extension JetStream {
    /// One message of a stream, from its leader; `nil` when there is none with this sequence.
    ///
    /// - Throws: what `api` throws; `jetStream` also when there is no such stream.
    public func message(
        stream: String, sequence: UInt64, timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> StoredMessage? {
        try await message(stream, ["seq": .integer(Int64(clamping: sequence))], timeout)
    }

    /// The last message on a subject, from the stream's leader; `nil` when there is none.
    ///
    /// - Throws: what `message(stream:sequence:)` throws.
    public func lastMessage(
        stream: String, subject: String, timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> StoredMessage? {
        try await message(stream, ["last_by_subj": .string(subject)], timeout)
    }

    /// The error code for a message that is not there, as against a stream that is not.
    private static let noMessage = 10037

    private func message(
        _ stream: String, _ body: JSONValue, _ timeout: Duration
    ) async throws(NATSError) -> StoredMessage? {
        do throws(NATSError) {
            let answer = try await api("STREAM.MSG.GET.\(stream)", body, timeout: timeout)
            guard let message = StoredMessage(stream: stream, json: answer["message"] ?? .null) else {
                throw NATSError(.protocolError, "JetStream has answered without a message")
            }
            return message
        } catch {
            if case .jetStream(_, Self.noMessage) = error.code { return nil }
            throw error
        }
    }
}

extension StoredMessage {
    /// Reads the answer to a get.
    init?(stream: String, json: JSONValue) {
        guard let subject = json["subject"]?.string, let sequence = json["seq"]?.integer,
            let time = json["time"]?.string.flatMap(StreamTime.nanoseconds),
            let payload = Base64.decode(json["data"]?.string ?? ""),
            let head = Base64.decode(json["hdrs"]?.string ?? "")
        else { return nil }
        self.init(
            stream: stream, subject: subject, sequence: UInt64(clamping: sequence), timeNanoseconds: time,
            headers: Headers(block: head), payload: payload)
    }
}

extension Headers {
    /// Reads headers as they stand on the wire, status line first.
    init(block: [UInt8]) {
        self.init()
        for line in String(decoding: block, as: UTF8.self).utf8.split(separator: 0x0A).dropFirst() {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == 0x20 }
            let end = value.last == 0x0D ? value.dropLast() : value
            append(String(Substring(line[..<colon])), String(Substring(end)))
        }
    }
}
