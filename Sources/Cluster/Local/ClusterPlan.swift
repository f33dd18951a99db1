/// What a local cluster is to be, as far as it is said.
public struct ClusterPlan: Sendable, Hashable {
    /// How many nodes a cluster may have.
    public static let sizes = ClusterRecord.sizes

    /// How many nodes; `nil`: as many as it has, three for a new one.
    public var size: Int?
    /// By how much the ports are shifted; `nil`: as they are.
    public var offset: Int?
    /// Tenants that get an account of their own, beside those that have one.
    public var tenants: [String]

    /// A plan of its parts.
    public init(size: Int? = nil, offset: Int? = nil, tenants: [String] = []) {
        self.size = size
        self.offset = offset
        self.tenants = tenants
    }

    /// What is to be written down for a cluster.
    ///
    /// - Parameters:
    ///   - record: what it was; `nil` for a new one.
    ///   - isRunning: whether any of its nodes runs.
    /// - Throws: `refused` when a cluster cannot become that.
    func record(after record: ClusterRecord?, isRunning: Bool) throws(ClusterError) -> ClusterRecord {
        var next = record ?? ClusterRecord()
        if let size {
            guard size >= next.size else {
                throw ClusterError(
                    .refused,
                    "the cluster has \(next.size) nodes, and none can be taken away: stop some with `ticketdeck"
                        + " cluster stop`, or begin anew with `ticketdeck cluster down --wipe`")
            }
            next.size = size
        }
        if let offset, offset != next.offset {
            guard !isRunning else {
                throw ClusterError(
                    .refused,
                    "the cluster runs with its ports shifted by \(next.offset): `ticketdeck cluster down` first"
                )
            }
            next.offset = offset
        }
        next.tenants = Set(next.tenants + tenants).sorted()
        return next
    }
}
