/// A server's URL in its parts.
struct ServerAddress: Sendable, Hashable {
    var scheme: String
    /// `user:password` or a token, as written in the URL.
    var userInfo: String?
    /// Host and port.
    var place: String

    /// Reads a URL; the scheme defaults to `nats`, the port to 4222.
    init?(_ text: String) {
        var rest = text.trimmingSpaces[...]
        scheme = "nats"
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            scheme = rest[..<colon].lowercased()
            rest = rest[colon...].dropFirst(3)
        }
        if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
        if let at = rest.lastIndex(of: "@") {
            userInfo = String(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        guard !rest.isEmpty, !rest.contains(where: \.isWhitespace) else { return nil }
        let afterBracket = rest.lastIndex(of: "]") ?? rest.startIndex
        place = String(rest) + (rest[afterBracket...].contains(":") ? "" : ":4222")
    }

    /// The URL with user and password, for libnats.
    var full: String { "\(scheme)://\(userInfo.map { "\($0)@" } ?? "")\(place)" }

    /// The URL without them, for people.
    var shown: String { "\(scheme)://\(place)" }

    /// The host without port and brackets.
    var host: String {
        let name = place.lastIndex(of: ":").map { place[..<$0] } ?? place[...]
        return String(name.filter { $0 != "[" && $0 != "]" })
    }

    /// The port, as text.
    var port: String { place.lastIndex(of: ":").map { String(place[place.index(after: $0)...]) } ?? "4222" }

    /// Whether the host is a numeric address.
    var isNumeric: Bool { host.allSatisfy { $0.isNumber || $0 == "." } || host.contains(":") }

    /// Whether the scheme asks for TLS.
    var wantsTLS: Bool { scheme == "tls" }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
