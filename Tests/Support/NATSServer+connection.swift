public import NATS

/// Runs a connection while the body works with it, and closes it afterwards.
///
/// - Parameter waits: whether to wait for the first connection before the body.
@discardableResult
public func withConnection<Value: Sendable>(
    _ options: ConnectionOptions, waits: Bool = true,
    _ body: @escaping @Sendable (Connection) async throws -> Value
) async throws -> Value {
    let connection = Connection(options)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await connection.run() }
        do {
            if waits { _ = try await connection.connected(within: .seconds(10)) }
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}

extension NATSServer {
    /// Options for a connection to this server.
    public var options: ConnectionOptions { ConnectionOptions(servers: [url], name: "test") }

    /// Starts a server, connects to it, and ends both after the body.
    @discardableResult
    public static func with<Value: Sendable>(
        _ version: NATSServerVersion = .debian, configuration: String = "",
        _ body: @escaping @Sendable (NATSServer, Connection) async throws -> Value
    ) async throws -> Value {
        let server = try await start(version, configuration: configuration)
        defer { server.stop() }
        return try await withConnection(server.options) { try await body(server, $0) }
    }
}
