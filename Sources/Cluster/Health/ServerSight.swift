/// Which servers could be seen, by their names.
struct ServerSight {
    /// Those that do not answer.
    private let down: Set<String>
    /// Those that answer and cannot be read, or not their streams: what they lead, only others can tell.
    let unread: Set<String>
    /// Those that answer.
    private let seen: Set<String>
    /// Whether one that does not answer is known by its address only: it may be any that was not seen.
    private let hasNameless: Bool

    init(_ nodes: [NodeHealth]) {
        let gone = nodes.filter(\.isDown)
        down = Set(gone.map(\.name))
        unread = Set(nodes.filter { $0.isUnmonitored || $0.hasUnreadStreams }.map(\.name))
        seen = Set(nodes.filter { !$0.isDown }.map(\.name))
        hasNameless = gone.contains { node in
            node.name == node.clientAddress?.description || node.name == node.monitoringAddress?.description
        }
    }

    /// Whether the server of a name may have something of which nobody tells.
    func hides(_ name: String) -> Bool { isDown(name) || unread.contains(name) }

    /// Whether the server of a name does not answer, as far as one can tell.
    func isDown(_ name: String) -> Bool {
        down.contains(name) || (hasNameless && !seen.contains(name))
    }
}
