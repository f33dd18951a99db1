import Screen

extension StreamStatus {
    var current: Int { replicas.count(where: \.isCurrent) }

    /// How it is in a word.
    var stateWord: String {
        if leader == nil { return "no leader" }
        return current == replicas.count ? "ok" : "degraded"
    }

    var stateRole: Role {
        if leader == nil { return .bad }
        return current == replicas.count ? .good : .warning
    }

    func stateMark(_ glyphs: Glyphs) -> Character {
        if leader == nil { return glyphs.cross }
        return current == replicas.count ? glyphs.mark : glyphs.warning
    }

    /// What all its consumers together have still to deliver.
    var pending: Int64 { consumers.reduce(0) { $0 + $1.pending } }
    var unacknowledged: Int64 { consumers.reduce(0) { $0 + $1.acknowledgementsPending } }
    var redelivered: Int64 { consumers.reduce(0) { $0 + $1.redelivered } }
}
