/// The ports of a node of the local cluster: those of the contract, shifted by an offset.
public struct NodePorts: Sendable, Hashable {
    /// By how much the ports can be shifted.
    public static let offsets = 0...54_000

    /// For clients: 4222 for the first node.
    public let client: UInt16
    /// For monitoring over HTTP: 8222.
    public let monitoring: UInt16
    /// For the other nodes: 6222.
    public let routes: UInt16
    /// For Go's profiler: 11222.
    public let profiling: UInt16

    /// The ports of a node.
    ///
    /// - Parameters:
    ///   - node: its number, from 1.
    ///   - offset: one of `offsets`.
    init(node: Int, offset: Int) {
        func port(_ base: Int) -> UInt16 { UInt16(clamping: base + node - 1 + offset) }
        client = port(4222)
        monitoring = port(8222)
        routes = port(6222)
        profiling = port(11222)
    }

    /// The first of them on which somebody listens, and what the node needs it for; `nil`: all are free.
    var taken: (port: UInt16, use: String)? {
        let all = [
            (client, "clients"), (monitoring, "monitoring"), (routes, "routes"), (profiling, "profiling"),
        ]
        return all.first { !LoopbackPort.isFree($0.0) }
    }
}
