/// What came of killing or starting a node of the local cluster.
public enum NodeChange: Sendable, Hashable {
    /// Its process is gone; from now on it is measured when the service answers again.
    case killed(NodeStatus.ID)
    /// It serves.
    case started(NodeStatus.ID)
    /// It could not be done, for this reason.
    case failed(NodeStatus.ID, problem: String)
    /// After the kill the service and its store answered again after so long.
    case failedOver(NodeStatus.ID, after: Duration)
    /// After the kill no request went without its answer for long.
    case uninterrupted(NodeStatus.ID)
    /// The service does not answer even after so long.
    case notFailedOver(NodeStatus.ID, after: Duration)
}
