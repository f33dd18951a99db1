public import JSON

/// The answer of a monitoring endpoint.
public struct MonitoringReply: Sendable, Hashable {
    /// The HTTP status; a failed health check has 500 or more, and a body that says why.
    public let status: Int
    /// The body.
    public let body: JSONValue
}

extension MonitoringReply {
    /// Reads a whole HTTP reply, as a server sends it to an HTTP/1.0 request.
    ///
    /// - Throws: `malformed` when it is not HTTP, is cut short, or its body is not JSON.
    init(parsing bytes: [UInt8], from address: ServerAddress) throws(ClusterError) {
        guard let head = HTTPHead(parsing: bytes) else {
            throw ClusterError(.malformed, "\(address) does not answer in HTTP: is it a monitoring address?")
        }
        guard head.isPlain else {
            throw ClusterError(.malformed, "\(address) answers in an encoding that was not asked for")
        }
        var content = bytes[head.length...]
        if let length = head.contentLength {
            guard content.count >= length else {
                throw ClusterError(.malformed, "\(address) ended its answer too early")
            }
            content = content.prefix(length)
        }
        status = head.status
        do {
            body = try JSONValue(parsing: Array(content))
        } catch {
            throw ClusterError(
                .malformed, "\(address) does not answer in JSON", underlying: error.description)
        }
    }
}
