import HTTPTypes

extension HTTPField.Name {
    /// The id under which a request stands in the logs.
    static let requestID = constant("X-Request-ID")
    /// Where an event stream goes on.
    static let lastEventID = constant("Last-Event-ID")

    private static func constant(_ name: String) -> HTTPField.Name {
        // The names above are tokens of RFC 9110.
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return name
    }
}
