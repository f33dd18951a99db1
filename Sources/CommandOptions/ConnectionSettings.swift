public import NATS
import FoundationEssentials

/// The connection options after flag, environment, context and default were laid over each other.
public struct ConnectionSettings: Sendable {
    /// What `NATS.Connection` is made of.
    public var options: ConnectionOptions
    /// Whether a flag, the environment or a context named the servers.
    public var serversWereNamed: Bool
    public var tenantSubject: TenantSubject
    public var serviceName: String
    public var logLevel: LogLevel

    /// The three nodes of the local cluster.
    public static let defaultServers = [
        "nats://127.0.0.1:4222", "nats://127.0.0.1:4223", "nats://127.0.0.1:4224",
    ]
}

extension ConnectionArguments {
    /// Lays the sources over each other: flag, then environment, then context, then default.
    ///
    /// - Parameters:
    ///   - clientName: how the connection calls itself in the server's monitoring.
    ///   - environment: the process's, `nil`: the process's.
    /// - Throws: `CommandFailure` with status 64 for a value that cannot be meant.
    public func resolve(
        clientName: String, environment: [String: String]? = nil
    ) throws -> ConnectionSettings {
        let environment = environment ?? ProcessInfo.processInfo.environment
        func variable(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let context = try NATSContext.load(
            named: self.context ?? variable("NATS_CONTEXT"), environment: environment)
        let named = server ?? variable("NATS_URL") ?? context?.url
        let servers = try named.map(ConnectionArguments.servers) ?? ConnectionSettings.defaultServers
        var options = ConnectionOptions(servers: servers, name: clientName)
        options.credentials = Secrets.choose([
            Secrets(user: user, password: password, token: token, creds: creds, nkey: nkey),
            Secrets(
                user: variable("NATS_USER"), password: variable("NATS_PASSWORD"),
                token: variable("NATS_TOKEN"),
                creds: variable("NATS_CREDS"), nkey: variable("NATS_NKEY")),
            Secrets(
                user: context?.user, password: context?.password, token: context?.token,
                creds: context?.creds,
                nkey: context?.nkey),
        ])
        let authority = tlsca ?? variable("NATS_CA") ?? context?.certificateAuthority
        let certificate = tlscert ?? variable("NATS_CERT") ?? context?.certificate
        let key = tlskey ?? variable("NATS_KEY") ?? context?.key
        if (certificate == nil) != (key == nil) {
            throw CommandFailure(
                "--tlscert and --tlskey go together: give both or none", status: ExitStatus.usage)
        }
        if authority != nil || certificate != nil || servers.contains(where: { $0.hasPrefix("tls://") }) {
            options.tls = TLSOptions(certificateAuthority: authority, certificate: certificate, key: key)
        }
        options.inboxPrefix = inboxPrefix ?? variable("NATS_INBOX_PREFIX") ?? context?.inboxPrefix ?? "_INBOX"
        try Self.check([
            ("--creds", options.credentials.credentialsFile), ("--nkey", options.credentials.nkeySeedFile),
            ("--tlsca", authority), ("--tlscert", certificate), ("--tlskey", key),
        ])
        return ConnectionSettings(
            options: options,
            serversWereNamed: named != nil,
            tenantSubject: try tenantSubject ?? choice(variable("NATS_TENANT_SUBJECT"), "NATS_TENANT_SUBJECT")
                ?? .auto,
            serviceName: try Self.serviceName(serviceName ?? variable("SERVICE_NAME") ?? "ticket-service"),
            logLevel: try logLevel ?? choice(variable("LOG_LEVEL"), "LOG_LEVEL") ?? .info)
    }

    /// The files that were chosen, whichever source named them: a wrong name would never come right by trying.
    private static func check(_ files: [(option: String, path: String?)]) throws {
        for case (let option, let path?) in files where !FileManager.default.isReadableFile(atPath: path) {
            throw CommandFailure(
                "the file \(path) cannot be read: give another one with \(option)", status: ExitStatus.usage)
        }
    }

    private static func servers(_ list: String) throws -> [String] {
        let servers = list.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace).joined() }
            .filter { !$0.isEmpty }
            .map { $0.contains("://") ? $0 : "nats://" + $0 }
        for server in servers where !isServer(server) {
            throw CommandFailure(
                "\(Redaction.url(server)): a server is named as nats://host:port or tls://host:port",
                status: ExitStatus.usage)
        }
        guard !servers.isEmpty else {
            throw CommandFailure(
                "no server is named: give --server nats://host:port", status: ExitStatus.usage)
        }
        return servers
    }

    private static func isServer(_ url: String) -> Bool {
        guard url.hasPrefix("nats://") || url.hasPrefix("tls://") else { return false }
        let place = Redaction.url(url).drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        // The colons of an IPv6 address stand in brackets.
        let isBracketed = place.hasPrefix("[")
        guard let end = isBracketed ? place.firstIndex(of: "]") : place.startIndex else { return false }
        guard let colon = place[end...].firstIndex(of: ":") else {
            return place.count > (isBracketed ? 2 : 0)
        }
        let port = UInt16(place[place.index(after: colon)...]) ?? 0
        return port > 0 && place[..<colon].count > (isBracketed ? 2 : 0)
    }

    private static func serviceName(_ name: String) throws -> String {
        let isLegal = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isLegal, !name.isEmpty else {
            throw CommandFailure(
                "--service-name: a service name is of A-Z a-z 0-9 _ - (NATS ADR-32)", status: ExitStatus.usage
            )
        }
        return name
    }

    private func choice<Value: RawRepresentable & CaseIterable>(
        _ text: String?, _ name: String
    ) throws -> Value? where Value.RawValue == String {
        guard let text else { return nil }
        guard let value = Value(rawValue: text.lowercased()) else {
            let allowed = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("\(name) is \"\(text)\"; it may be \(allowed)", status: ExitStatus.usage)
        }
        return value
    }
}
