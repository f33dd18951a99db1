public import ArgumentParser

/// The connection options that all three programs share, as they stand on the command line.
public struct ConnectionArguments: ParsableArguments {
    @Option(
        name: [.short, .customLong("server")],
        help: ArgumentHelp(
            "NATS servers, separated by commas (NATS_URL; default: the local cluster on ports 4222 to 4224).",
            valueName: "url"))
    public var server: String?

    @Option(help: "User name (NATS_USER).")
    public var user: String?

    @Option(help: "Password (NATS_PASSWORD).")
    public var password: String?

    @Option(help: "Authentication token (NATS_TOKEN).")
    public var token: String?

    @Option(help: ArgumentHelp("Credentials file of a JWT user (NATS_CREDS).", valueName: "file"))
    public var creds: String?

    @Option(help: ArgumentHelp("File with an NKey seed (NATS_NKEY).", valueName: "file"))
    public var nkey: String?

    @Option(help: ArgumentHelp("Certificates of the trusted authorities (NATS_CA).", valueName: "file"))
    public var tlsca: String?

    @Option(help: ArgumentHelp("Client certificate (NATS_CERT).", valueName: "file"))
    public var tlscert: String?

    @Option(help: ArgumentHelp("Key of the client certificate (NATS_KEY).", valueName: "file"))
    public var tlskey: String?

    @Option(
        help: ArgumentHelp(
            "Context of the nats CLI (NATS_CONTEXT; default: the one selected there).", valueName: "name"))
    public var context: String?

    @Option(help: ArgumentHelp("Prefix of reply subjects (NATS_INBOX_PREFIX).", valueName: "prefix"))
    public var inboxPrefix: String?

    @Option(
        help: ArgumentHelp(
            "Ask on ticket.service.<tenant>: auto, on or off (NATS_TENANT_SUBJECT).", valueName: "mode"))
    public var tenantSubject: TenantSubject?

    @Option(help: ArgumentHelp("Name and queue group of the service (SERVICE_NAME).", valueName: "name"))
    public var serviceName: String?

    @Option(help: ArgumentHelp("debug, info, warn or error (LOG_LEVEL).", valueName: "level"))
    public var logLevel: LogLevel?

    public init() {}
}

/// Whether requests go to the tenant's own subject.
public enum TenantSubject: String, Sendable, CaseIterable, ExpressibleByArgument {
    /// `ticket.service` first, the tenant's own after a permission error.
    case auto
    case on, off
}

/// How much is logged.
public enum LogLevel: String, Sendable, CaseIterable, Comparable, ExpressibleByArgument {
    case debug, info, warn, error

    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warn: 2
        case .error: 3
        }
    }
}
