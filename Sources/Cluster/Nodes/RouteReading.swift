import JSON

/// Another server that a server has a route to, whatever number of connections that takes.
public struct RouteReading: Sendable, Hashable {
    /// The other server's public key.
    public let serverID: String
    /// How long the other server takes to answer, as the server writes it, such as `131µs`.
    public let roundTrip: String
    /// Bytes that wait to be sent there.
    public let pendingBytes: Int64
}

extension RouteReading {
    /// Reads `/routez`: since 2.10 a peer has several routes, so that they are put together by peer.
    static func all(in document: JSONValue) -> [RouteReading] {
        var routes: [RouteReading] = []
        for route in document["routes"]?.array ?? [] {
            guard let serverID = route["remote_id"]?.string, !serverID.isEmpty else { continue }
            let pending = route.count("pending_size")
            if let index = routes.firstIndex(where: { $0.serverID == serverID }) {
                routes[index] = RouteReading(
                    serverID: serverID, roundTrip: routes[index].roundTrip,
                    pendingBytes: routes[index].pendingBytes + pending)
            } else {
                routes.append(
                    RouteReading(
                        serverID: serverID, roundTrip: route["rtt"]?.string ?? "", pendingBytes: pending))
            }
        }
        return routes
    }
}
