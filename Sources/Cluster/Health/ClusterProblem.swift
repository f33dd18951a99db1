/// Something that is wrong with a cluster, in words.
public struct ClusterProblem: Sendable, Hashable {
    /// How much it matters.
    public enum Weight: Int, Sendable, Hashable, Comparable {
        /// It works, with less in reserve than it should have.
        case warning
        /// Something does not work.
        case failure

        public static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    public let weight: Weight
    /// A clause such as `nats-motadata-2 is down`.
    public let text: String
    /// Why, where somebody said it.
    public let reason: String?
    /// Since when, as far as it was seen; `nil`: not settled yet.
    public let since: ContinuousClock.Instant?
}
