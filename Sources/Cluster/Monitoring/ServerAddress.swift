/// Where something listens: a host and a TCP port.
public struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address, without the brackets of IPv6.
    public let host: String
    /// The TCP port.
    public let port: UInt16

    /// An address of its parts.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `host`, `host:port` or a URL such as `nats://user:secret@host:port/path`; credentials are
    /// dropped.
    ///
    /// - Returns: `nil` when there is no host or the port is not one.
    public init?(parsing text: String, defaultPort: UInt16) {
        var rest = Substring(text)
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        let name: Substring
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            name = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
        } else {
            name = rest.prefix { $0 != ":" }
            rest = rest[name.endIndex...]
        }
        guard !name.isEmpty else { return nil }
        host = String(name)
        if rest.isEmpty {
            port = defaultPort
        } else {
            guard rest.first == ":", let number = UInt16(rest.dropFirst()), number > 0 else { return nil }
            port = number
        }
    }

    /// `host:port`, with brackets around an IPv6 address.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension ServerAddress {
    /// The port of NATS clients when none is named.
    static let clientPort: UInt16 = 4222
    /// The port of the monitoring endpoint when none is named.
    static let monitoringPort: UInt16 = 8222

    /// Where the server with this client address is monitored when nothing else is known: 4000 ports above.
    var monitoringByConvention: ServerAddress? {
        let (port, overflow) = port.addingReportingOverflow(4000)
        return overflow ? nil : ServerAddress(host: host, port: port)
    }
}
