import JSON
import Support

/// A reply of the HTTP server.
struct WebReply: Sendable {
    let status: Int
    /// By name in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body, which must be JSON.
    var json: JSONValue {
        get throws { try JSONValue(parsing: body) }
    }

    /// Reads the lines of a head.
    init(head: String, body: [UInt8]) throws {
        let lines = head.split(separator: "\r\n").map(String.init)
        guard let first = lines.first, let status = Int(first.split(separator: " ").dropFirst().first ?? "")
        else {
            throw SupportError("no reply of HTTP: \(head)")
        }
        self.status = status
        self.body = body
        headers = Dictionary(
            lines.dropFirst().compactMap { line in
                line.firstIndex(of: ":").map { colon in
                    (
                        line[..<colon].lowercased(),
                        line[line.index(after: colon)...].trimmingPrefix(while: { $0 == " " }).description
                    )
                }
            }, uniquingKeysWith: { first, _ in first })
    }
}
