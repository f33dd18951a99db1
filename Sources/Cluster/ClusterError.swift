/// Why a server could not be started, joined or asked, said so that a person knows what to do.
public struct ClusterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Code: Sendable, Hashable {
        /// No `nats-server` program was found.
        case noServerProgram
        /// The data directory cannot be used.
        case dataDirectory
        /// The server was started and ended, or did not become ready in time.
        case notReady
        /// Another program holds the data directory, but its server does not answer.
        case notJoined
        /// There is no local cluster here.
        case noCluster
        /// The local cluster has no such node.
        case noSuchNode
        /// A port that a node needs is in use.
        case portTaken
        /// Another command works on the local cluster.
        case busy
        /// The state of the local cluster does not allow it.
        case refused
        /// The archive cannot be written, or is none of a local cluster.
        case archive
        /// Nobody listens there, or the name cannot be resolved.
        case unreachable
        /// No answer within the time given.
        case timeout
        /// The answer is larger than what is accepted.
        case tooLarge
        /// The answer is not what a server sends.
        case malformed
    }

    /// What kind of failure it is.
    public let code: Code
    /// One line: what failed, and what to do about it.
    public let message: String
    /// What the system or the server said, when it said something.
    public let underlying: String?

    init(_ code: Code, _ message: String, underlying: String? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    public var description: String { underlying.map { "\(message): \($0)" } ?? message }
}
