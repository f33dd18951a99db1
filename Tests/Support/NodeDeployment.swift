import Glibc

/// A node as the configuration in `Sources/Cluster/Deployment` has it.
struct NodeDeployment: Sendable {
    private static let folder = NATSServerVersion.root + "/Sources/Cluster/Deployment"

    /// Its number, from 1.
    let number: Int
    /// Those of all nodes.
    let routePorts: [UInt16]

    var name: String { "nats-motadata-\(number)" }

    /// Copies the configuration file as it is, with what it includes.
    ///
    /// - Parameter text: stands where the accounts do.
    /// - Returns: the path of the file.
    func write(
        to directory: TemporaryDirectory, _ version: NATSServerVersion, adding text: String
    ) throws -> String {
        let isModern = version == .newest
        for name in ["server-2.10.conf", "jetstream-2.10.conf"] {
            try directory.write(isModern ? Self.read(name) : "", to: name)
        }
        try directory.write(text, to: "accounts.conf")
        return try directory.write(Self.read("nats-motadata.conf"), to: "server.conf")
    }

    /// What the file takes from the environment.
    func environment(
        port: UInt16, monitoringPort: UInt16, _ directory: TemporaryDirectory
    ) -> [String: String] {
        let routes = routePorts.map { "\"nats://127.0.0.1:\($0)\"" }
        return [
            "NODE_NAME": name, "NODE_HOST": "127.0.0.1", "NODE_CLIENT_PORT": String(port),
            "NODE_MONITORING_PORT": String(monitoringPort),
            "NODE_ROUTE_PORT": String(routePorts[number - 1]),
            // Any free one: nobody asks there.
            "NODE_PROFILING_PORT": "-1", "NODE_ROUTES": "[\(routes.joined(separator: ", "))]",
            "NODE_STORE": "\"\(directory.path)/data\"", "NODE_LOG": "\"\(directory.path)/server.log\"",
        ]
    }

    private static func read(_ name: String) throws -> String {
        guard let stream = unsafe fopen("\(folder)/\(name)", "r") else {
            throw SupportError("\(folder)/\(name) cannot be read")
        }
        defer { unsafe fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe fread(&bytes, 1, bytes.count, stream)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
