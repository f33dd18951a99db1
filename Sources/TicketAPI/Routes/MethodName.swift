import HTTPTypes

/// The methods by name, where a client must not be able to invent more of them.
enum MethodName {
    static let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    /// The method's name; `OTHER` for one that no route takes.
    static func of(_ method: HTTPRequest.Method) -> String {
        known.contains(method.rawValue) ? method.rawValue : "OTHER"
    }
}
