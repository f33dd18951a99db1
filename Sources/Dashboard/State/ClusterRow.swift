/// A row of the cluster view: everything in one list, so that it scrolls on the lowest screen.
enum ClusterRow: Sendable, Hashable {
    case node(NodeStatus)
    case streamTitles
    case stream(StreamStatus)
    case advisoryTitle
    case advisory(Advisory, number: Int)
    /// A word where there are no rows of a kind.
    case note(String)
    case gap

    /// What a cursor on the row is on; `nil`: it cannot be there.
    var item: ClusterItem? {
        switch self {
        case .node(let node): .node(node.id)
        case .stream(let stream): .stream(stream.id)
        case .advisory(_, let number): .advisory(number)
        case .streamTitles, .advisoryTitle, .note, .gap: nil
        }
    }
}
