/// A member of a group that replicates something, as far as its leader and our own look at the servers tell.
public struct ReplicaHealth: Sendable, Hashable {
    /// How a member is.
    public enum State: Sendable, Hashable {
        /// It has all that the leader has, or is the leader.
        case current
        /// It is so many operations behind.
        case behind(Int64)
        /// Its leader has not heard of it for so long.
        case silent(Duration)
        /// Its server is down.
        case offline
        /// Nobody leads, so that nobody can tell.
        case unknown
    }

    /// A leader hears of its followers each second; so late is too late.
    static let silenceLimit = Duration.seconds(5)

    /// The member's server.
    public let name: String
    public let state: State
}

extension ReplicaHealth {
    /// Judges what the leader says of a member.
    ///
    /// - Parameter isDown: whether its server is known to be down: leaders notice that ten seconds late.
    init(_ peer: GroupReading.Peer, isDown: Bool) {
        name = peer.name
        state =
            if isDown || peer.isOffline {
                .offline
            } else if peer.silence > ReplicaHealth.silenceLimit {
                .silent(peer.silence)
            } else {
                peer.isCurrent ? .current : .behind(peer.lag)
            }
    }

    /// Whether it can take part in decisions.
    var isAlive: Bool {
        switch state {
        case .current, .behind: true
        case .silent, .offline, .unknown: false
        }
    }
}
