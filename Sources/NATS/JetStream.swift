public import JSON

/// JetStream over a connection: publishing with acknowledgement, streams, buckets, consumers.
///
/// Everything is a plain request with JSON, so that a stream's settings which this library does not know
/// are never lost.
public struct JetStream: Sendable {
    let connection: Connection

    /// Asks the JetStream API.
    ///
    /// - Parameters:
    ///   - subjectTail: what follows `$JS.API.`, such as `STREAM.INFO.EVENTS`.
    ///   - body: the request; none for an empty one.
    /// - Returns: the server's answer, an object.
    /// - Throws: `jetStream` with the server's codes, `noResponders` when the server has no JetStream,
    ///   `timeout`, `disconnected`, `protocolError` for an answer that is no JSON.
    @discardableResult
    public func api(
        _ subjectTail: String, _ body: JSONValue? = nil, timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> JSONValue {
        // The answer to a request on an API subject may look like an acknowledgement and is none.
        let answer = try await connection.request(
            "$JS.API." + subjectTail, body?.encoded ?? [], timeout: timeout, acceptsAcknowledgement: true)
        return try answer.jetStreamAnswer()
    }

    /// What the account uses of JetStream, and its limits.
    ///
    /// - Throws: what `api` throws.
    public func accountInfo(timeout: Duration = .seconds(5)) async throws(NATSError) -> JSONValue {
        try await api("INFO", timeout: timeout)
    }
}

extension Connection {
    /// JetStream over this connection.
    public var jetStream: JetStream { JetStream(connection: self) }
}

extension Message {
    /// The JSON of an answer of JetStream.
    ///
    /// - Throws: `jetStream` when it says that the request failed.
    func jetStreamAnswer() throws(NATSError) -> JSONValue {
        guard let value = try? JSONValue(parsing: payload), value.object != nil else {
            throw NATSError(.protocolError, "JetStream has answered with something that is not JSON")
        }
        guard let error = value["error"] else { return value }
        let code = Int(error["code"]?.integer ?? 0)
        let errorCode = Int(error["err_code"]?.integer ?? 0)
        throw NATSError(
            .jetStream(code: code, errorCode: errorCode), error["description"]?.string ?? "JetStream refused")
    }
}
