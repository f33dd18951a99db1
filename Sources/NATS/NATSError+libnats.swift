import CNATS

extension NATSError {
    /// The one place where a status of libnats becomes an error.
    ///
    /// - Parameter text: what libnats says about it, when it is known from another thread.
    init(_ status: natsStatus, call: String, text: String? = nil) {
        let meaning = unsafe String(cString: natsStatus_GetText(status))
        let told = text.map(Self.withoutSourcePlace) ?? ""
        let text = status == NATS_NO_SERVER ? "no server answers there" : told.isEmpty ? meaning : told
        self.init(
            Code(status), text, call: call,
            subject: status == NATS_NOT_PERMITTED ? Self.quotedSubject(text) : nil)
    }

    /// What libnats has recorded about the last failure on this thread.
    static var lastText: String? {
        var status = NATS_OK
        let text = unsafe nats_GetLastError(&status).map { unsafe String(cString: $0) }
        return status == NATS_OK ? nil : text
    }

    /// libnats puts the place in its own source first, as in `(conn.c:2088): text`.
    private static func withoutSourcePlace(_ text: String) -> String {
        guard text.hasPrefix("("), let end = text.firstRange(of: "): ") else { return text }
        return String(text[end.upperBound...])
    }

    /// Which operation the server does not permit is told in its text only:
    /// `Permissions Violation for Publish to "subject"`.
    private static func quotedSubject(_ text: String) -> String? {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.count >= 3 ? String(parts[1]) : nil
    }
}

extension NATSError.Code {
    fileprivate init(_ status: natsStatus) {
        self =
            switch status {
            case NATS_CONNECTION_CLOSED, NATS_CONNECTION_DISCONNECTED, NATS_DRAINING,
                NATS_STALE_CONNECTION, NATS_INVALID_SUBSCRIPTION:
                .disconnected
            case NATS_TIMEOUT: .timeout
            case NATS_NO_RESPONDERS: .noResponders
            case NATS_CONNECTION_AUTH_FAILED: .authentication
            case NATS_NOT_PERMITTED: .permission
            case NATS_MAX_PAYLOAD: .maxPayload
            case NATS_INVALID_ARG, NATS_INVALID_SUBJECT, NATS_INVALID_TIMEOUT,
                NATS_INVALID_QUEUE_NAME, NATS_ADDRESS_MISSING:
                .invalidArgument
            case NATS_SLOW_CONSUMER: .slowConsumer
            case NATS_IO_ERROR, NATS_SYS_ERROR, NATS_SSL_ERROR, NATS_NO_SERVER: .io
            case NATS_PROTOCOL_ERROR, NATS_LINE_TOO_LONG, NATS_SECURE_CONNECTION_WANTED,
                NATS_SECURE_CONNECTION_REQUIRED, NATS_NO_SERVER_SUPPORT:
                .protocolError
            default: .other(status: Int(status.rawValue))
            }
    }
}

/// Throws unless a call of libnats succeeded.
func check(_ status: natsStatus, _ call: String) throws(NATSError) {
    guard status != NATS_OK else { return }
    throw NATSError(status, call: call, text: NATSError.lastText)
}
