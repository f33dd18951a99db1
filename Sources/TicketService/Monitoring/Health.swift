/// How an instance is, beside what it counts.
struct Health: Sendable, Hashable {
    /// Whether JetStream answered when it was last asked.
    var jetStreamIsAvailable = false
    /// Why the instance is degraded, one sentence each; none when it is healthy.
    var reasons: [String] = []
}
