public import Tickets

/// Where the dashboard is connected, as what, and how that is.
public struct ConnectionStatus: Sendable, Hashable {
    /// In which of the contract's modes the dashboard runs.
    public enum Mode: Sendable, Hashable {
        case remote
        /// The service runs in this process against servers that were named or found.
        case embedded
        /// The service runs in this process against a server of its own.
        case embeddedPrivate
        /// The service runs in this process without any server: nothing outlives it.
        case memory
    }

    /// How the connection to the servers is.
    public enum Link: Sendable, Hashable {
        case connecting(attempt: Int, problem: String?)
        case connected
        case lost(since: Timestamp, attempt: Int, problem: String?)
    }

    /// How the ticket service is.
    public enum Service: Sendable, Hashable {
        case unknown
        case answering
        case silent(since: Timestamp, problem: String)
    }

    public var mode: Mode
    /// The server's address without credentials; empty before the first connection.
    public var server: String
    public var link: Link
    public var service: Service
    /// A lasting remark for the header, such as that tickets are kept in memory only.
    public var note: String?

    public init(
        mode: Mode, server: String = "", link: Link, service: Service = .unknown, note: String? = nil
    ) {
        self.mode = mode
        self.server = server
        self.link = link
        self.service = service
        self.note = note
    }
}
