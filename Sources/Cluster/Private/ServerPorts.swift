/// The loopback ports of a private server.
struct ServerPorts: Sendable, Hashable {
    /// Below the range from which systems take the ports of outgoing connections: a client that tries a dead
    /// port of that range again and again ends up connected to itself, and then the server cannot have it
    /// back.
    private static let range: Range<UInt16> = 20_000..<28_000

    /// For clients.
    let client: UInt16
    /// For monitoring.
    let monitoring: UInt16

    /// Ports on which nobody listens just now; the second where it is looked for by convention.
    ///
    /// - Throws: `notReady` when there are none.
    static func choose() throws(ClusterError) -> ServerPorts {
        for _ in 0..<100 {
            let port = UInt16.random(in: range)
            let ports = ServerPorts(client: port, monitoring: port + 4000)
            if ports.areFree { return ports }
        }
        throw ClusterError(.notReady, "no free loopback port for the private server")
    }

    /// Whether a server could listen on both now.
    var areFree: Bool {
        LoopbackPort.isFree(client) && LoopbackPort.isFree(monitoring)
    }
}
