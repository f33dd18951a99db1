import JSON

/// What the owner of a private server writes down for other dashboards, and for its own next start.
struct ServerRecord: Sendable, Hashable {
    static let fileName = "server.json"

    let endpoint: PrivateServerEndpoint
    let ports: ServerPorts
    /// The process that keeps the server running.
    let ownerPID: Int32
    /// The file in which the server itself wrote its ports; left behind when it was killed.
    let portsFile: String

    init(endpoint: PrivateServerEndpoint, ports: ServerPorts, ownerPID: Int32, portsFile: String) {
        self.endpoint = endpoint
        self.ports = ports
        self.ownerPID = ownerPID
        self.portsFile = portsFile
    }

    /// Reads the record of a folder; `nil` when there is none that can be used.
    init?(in folder: ServerFolder) {
        guard let bytes = folder.read(Self.fileName), let value = try? JSONValue(parsing: bytes),
            let client = value["client_url"]?.string, let monitoring = value["monitoring_url"]?.string,
            let clientAddress = ServerAddress(parsing: client, defaultPort: ServerAddress.clientPort),
            let monitoringAddress = ServerAddress(
                parsing: monitoring, defaultPort: ServerAddress.monitoringPort),
            let serverID = value["server_id"]?.string, let version = value["version"]?.string,
            let owner = value["owner_pid"]?.integer.flatMap(Int32.init(exactly:)),
            let portsFile = value["ports_file"]?.string
        else { return nil }
        endpoint = PrivateServerEndpoint(
            clientURL: client, monitoringURL: monitoring, version: version, serverID: serverID)
        ports = ServerPorts(client: clientAddress.port, monitoring: monitoringAddress.port)
        ownerPID = owner
        self.portsFile = portsFile
    }

    /// Writes the record.
    ///
    /// - Throws: `dataDirectory`.
    func write(to folder: ServerFolder) throws(ClusterError) {
        let value: JSONValue = [
            "client_url": .string(endpoint.clientURL), "monitoring_url": .string(endpoint.monitoringURL),
            "server_id": .string(endpoint.serverID), "version": .string(endpoint.version),
            "owner_pid": .integer(Int64(ownerPID)), "ports_file": .string(portsFile),
        ]
        try folder.write(value.text + "\n", to: Self.fileName)
    }
}
