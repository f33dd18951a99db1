import Screen

extension NodeStatus {
    var isDown: Bool { if case .down = state { true } else { false } }

    var stateWord: String {
        switch state {
        case .up: "up"
        case .degraded: "degraded"
        case .down: "down"
        case .unmonitored: "unmonitored"
        }
    }

    var stateRole: Role {
        switch state {
        case .up: .good
        case .degraded, .unmonitored: .warning
        case .down: .bad
        }
    }

    func stateMark(_ glyphs: Glyphs) -> Character {
        switch state {
        case .up: glyphs.mark
        case .degraded, .unmonitored: glyphs.warning
        case .down: glyphs.cross
        }
    }

    /// Why it is not simply up.
    var reasons: [String] {
        switch state {
        case .up: []
        case .degraded(let reasons): reasons
        case .down(_, let reason), .unmonitored(let reason): [reason]
        }
    }

    /// What it is beside being a server.
    var roles: String {
        [isMetaLeader ? "leader" : nil, isOurs ? "ours" : nil].compactMap { $0 }.joined(separator: " ")
    }

    /// A use and its limit.
    static func use(_ used: Int64, of limit: Int64) -> String {
        limit < 0 ? Amount.bytes(used) : "\(Amount.bytes(used)) of \(Amount.bytes(limit))"
    }

    /// The same for a table.
    static func shortUse(_ used: Int64, of limit: Int64) -> String {
        limit < 0 ? Amount.shortBytes(used) : "\(Amount.shortBytes(used))/\(Amount.shortBytes(limit))"
    }
}
