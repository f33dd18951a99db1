import Screen
import Tickets

extension NodeStatus {
    var isDown: Bool { if case .down = state { true } else { false } }

    /// Since when it is down; `nil`: it is not, or nobody looked as it went down.
    var downSince: Timestamp? { if case .down(let since, _) = state { since } else { nil } }

    /// Its routes and how many there ought to be, such as `2/2`.
    var routeWords: String {
        guard let routeCount else { return "-" }
        return "\(routeCount)" + (routesExpected.map { "/\($0)" } ?? "")
    }

    var lacksRoutes: Bool { (routeCount ?? 0) < (routesExpected ?? 0) }

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

    /// How near a use is to its limit.
    static func role(of used: Int64, limit: Int64) -> Role {
        guard limit > 0 else { return .text }
        let share = Double(used) / Double(limit)
        return share >= 0.9 ? .bad : share >= 0.75 ? .warning : .text
    }

    /// The same for a table.
    static func shortUse(_ used: Int64, of limit: Int64) -> String {
        limit < 0 ? Amount.shortBytes(used) : "\(Amount.shortBytes(used))/\(Amount.shortBytes(limit))"
    }
}
