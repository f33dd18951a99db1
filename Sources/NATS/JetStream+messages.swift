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

    /// The first message with this sequence or a higher one, from the stream's leader; `nil` when there is
    /// none. What lies before it costs the server nothing.
    ///
    /// - Parameter subject: only messages whose subject matches.
    /// - Throws: what `message(stream:sequence:)` throws.
    public func message(
        stream: String, atOrAfter sequence: UInt64, subject: String = ">", timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> StoredMessage? {
        let from = JSONValue.integer(Int64(clamping: max(1, sequence)))
        return try await message(stream, ["seq": from, "next_by_subj": .string(subject)], timeout)
    }

    /// How many messages are asked for at a time.
    private static let requestsInFlight = 64

    /// The messages of a range of sequences, in their order; those that the stream does not have are left out.
    ///
    /// Each is asked for by itself, so neither the size of the stream nor its kind of storage matters.
    ///
    /// - Throws: what `message(stream:sequence:)` throws.
    public func messages(
        stream: String, sequences: Range<UInt64>
    ) async throws(NATSError) -> [StoredMessage] {
        var found: [StoredMessage] = []
        var start = sequences.lowerBound
        while start < sequences.upperBound {
            let end = min(sequences.upperBound, start + UInt64(Self.requestsInFlight))
            found += try await messages(stream, together: start..<end).get()
            start = end
        }
        return found
    }

    private func messages(
        _ stream: String, together sequences: Range<UInt64>
    ) async -> Result<[StoredMessage], NATSError> {
        await withTaskGroup(of: Result<StoredMessage?, NATSError>.self) { group in
            for sequence in sequences {
                group.addTask {
                    do throws(NATSError) {
                        return .success(try await message(stream: stream, sequence: sequence))
                    } catch { return .failure(error) }
                }
            }
            var found: [StoredMessage] = []
            for await result in group {
                switch result {
                case .success(let message): if let message { found.append(message) }
                case .failure(let error): return .failure(error)
                }
            }
            return .success(found.sorted { $0.sequence < $1.sequence })
        }
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
