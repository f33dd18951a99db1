/// Something of the cluster that a cursor can be on; stays the same whatever comes and goes around it.
enum ClusterItem: Sendable, Hashable {
    case node(NodeStatus.ID)
    case stream(StreamStatus.ID)
    /// An advisory by its number.
    case advisory(Int)
}
