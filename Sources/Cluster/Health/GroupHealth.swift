/// A group that replicates something: the metadata, a stream, a consumer.
public struct GroupHealth: Sendable, Hashable {
    /// The server that leads; `nil`: none that answers says that it does.
    public let leader: String?
    /// All members, the leader first.
    public let replicas: [ReplicaHealth]
    /// Whether enough members live to decide anything; without, nothing can be written.
    public let hasQuorum: Bool
    /// Whether the leader could not be asked itself: how its followers are is then not known.
    public let isHearsay: Bool
    /// How many members are current.
    public var current: Int { replicas.count { $0.state == .current } }
    /// The most operations that a member is behind.
    public var lag: Int64 {
        replicas.reduce(0) { if case .behind(let lag) = $1.state { max($0, lag) } else { $0 } }
    }
    /// Whether somebody leads and can decide.
    public var works: Bool { leader != nil && hasQuorum }
    /// Whether it works and all members are current.
    public var isWhole: Bool { works && (isHearsay || current == replicas.count) }
}

extension GroupHealth {
    /// Puts together what the members say.
    ///
    /// - Parameters:
    ///   - views: the group as each server sees it that answers; only the leader's view counts.
    ///   - sight: which servers could be seen.
    ///   - size: how many members there ought to be.
    init(views: [(server: String, group: GroupReading)], sight: ServerSight, size: Int) {
        // A leader that has just been replaced may not know it yet: the one who hears more of the others counts.
        let leading = views.filter { $0.group.leader == $0.server && !sight.isDown($0.server) }
            .max { GroupHealth.heard($0.group) < GroupHealth.heard($1.group) }
        if let leading {
            let others = leading.group.peers.map { ReplicaHealth($0, isDown: sight.isDown($0.name)) }
            leader = leading.server
            replicas = [ReplicaHealth(name: leading.server, state: .current)] + others
            isHearsay = false
            hasQuorum = GroupHealth.isMajority(
                1 + others.count(where: \.isAlive), of: max(size, replicas.count))
        } else {
            leader = views.lazy.compactMap(\.group.leader).first { sight.unread.contains($0) }
            isHearsay = leader != nil
            replicas = GroupHealth.members(views).map { name in
                ReplicaHealth(name: name, state: sight.isDown(name) ? .offline : .unknown)
            }
            let alive = replicas.count { $0.state != .offline }
            hasQuorum = GroupHealth.isMajority(alive, of: max(size, replicas.count))
        }
    }

    /// A group of one server alone.
    init(alone server: String) {
        leader = server
        replicas = [ReplicaHealth(name: server, state: .current)]
        hasQuorum = true
        isHearsay = false
    }

    /// The same group when nobody tells of it any more; a leader that answers and cannot be read is believed to
    /// lead it still.
    func abandoned(_ sight: ServerSight) -> GroupHealth {
        let leader = leader.flatMap { sight.unread.contains($0) ? $0 : nil }
        return GroupHealth(
            leader: leader,
            replicas: replicas.map {
                ReplicaHealth(name: $0.name, state: sight.isDown($0.name) ? .offline : .unknown)
            },
            hasQuorum: GroupHealth.isMajority(
                replicas.count { !sight.isDown($0.name) }, of: replicas.count), isHearsay: leader != nil)
    }

    static func isMajority(_ count: Int, of size: Int) -> Bool { count * 2 > size }

    private static func heard(_ group: GroupReading) -> Int {
        group.peers.count { !$0.isOffline && $0.silence <= ReplicaHealth.silenceLimit }
    }

    private static func members(_ views: [(server: String, group: GroupReading)]) -> [String] {
        var names: Set<String> = []
        for view in views {
            names.insert(view.server)
            names.formUnion(view.group.peers.map(\.name))
        }
        return names.sorted()
    }
}
