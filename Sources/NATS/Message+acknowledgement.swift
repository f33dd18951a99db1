import JSON

extension Message {
    /// Whether this is JetStream's own answer to a message that a stream has stored.
    ///
    /// It comes to a requester when the subject of a service is also a stream's. The service's answer
    /// has `success`.
    var isAcknowledgement: Bool {
        guard payload.first == UInt8(ascii: "{"), payload.count < 1024, headers.isEmpty,
            !payload.starts(with: Self.serviceMarker), let value = try? JSONValue(parsing: payload)
        else { return false }
        return value["stream"]?.string != nil && value["seq"]?.integer != nil && value["success"] == nil
    }

    private static let serviceMarker = Array(#"{"success""#.utf8)
}
