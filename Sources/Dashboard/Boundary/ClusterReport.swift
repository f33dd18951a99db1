public import Tickets

/// The cluster at one moment, as the cluster view shows it.
public struct ClusterReport: Sendable, Hashable {
    /// Something that is wrong, in words.
    public struct Problem: Sendable, Hashable {
        /// A clause such as `nats-motadata-2 is down`.
        public var text: String
        /// Since when; `nil`: not known.
        public var since: Timestamp?
        /// Whether something does not work; else it works with less in reserve.
        public var isFailure: Bool

        public init(text: String, since: Timestamp? = nil, isFailure: Bool) {
            self.text = text
            self.since = since
            self.isFailure = isFailure
        }
    }

    public var nodes: [NodeStatus]
    /// `nil`: no server tells of streams.
    public var streams: [StreamStatus]?
    /// What is wrong, the worst first.
    public var problems: [Problem]
    /// How it is when nothing is wrong.
    public var summary: String

    public init(
        nodes: [NodeStatus], streams: [StreamStatus]? = nil, problems: [Problem] = [], summary: String = ""
    ) {
        self.nodes = nodes
        self.streams = streams
        self.problems = problems
        self.summary = summary
    }
}
