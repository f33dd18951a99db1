/// Which servers could be seen, by their names.
struct ServerSight {
    /// Those that do not answer.
    let down: Set<String>
    /// Those that answer and cannot be read: what they lead, only others can tell.
    let unread: Set<String>

    init(_ nodes: [NodeHealth]) {
        down = Set(nodes.filter(\.isDown).map(\.name))
        unread = Set(nodes.filter { if case .unmonitored = $0.state { true } else { false } }.map(\.name))
    }
}
