public import Tickets

/// Something that the servers told by themselves, or that was seen of them.
public struct Advisory: Sendable, Hashable {
    /// How much it matters.
    public enum Weight: Sendable, Hashable { case good, info, warning, bad }

    public var time: Timestamp
    public var weight: Weight
    /// One sentence; of remote origin, so hostile.
    public var text: String
    /// The stream it is about, as an account cannot be told from it: only its name.
    public var stream: String?
    /// The server it is about.
    public var node: NodeStatus.ID?

    public init(
        time: Timestamp, weight: Weight, text: String, stream: String? = nil, node: NodeStatus.ID? = nil
    ) {
        self.time = time
        self.weight = weight
        self.text = text
        self.stream = stream
        self.node = node
    }
}
