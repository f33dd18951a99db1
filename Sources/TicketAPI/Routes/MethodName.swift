import HTTPTypes

/// The methods by name, where a client must not be able to invent more of them.
enum MethodName {
    /// The last one stands for all that no route takes.
    static let all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"]

    /// Where a method stands among them.
    static func position(of method: HTTPRequest.Method) -> Int {
        all.firstIndex(of: method.rawValue) ?? all.count - 1
    }

    /// The method's name; `OTHER` for one that no route takes.
    static func of(_ method: HTTPRequest.Method) -> String { all[position(of: method)] }
}
