import CommandOptions
import NATS

/// A connection for the time of one command.
enum ServerLink {
    /// How long the servers may take to answer.
    private static let patience = Duration.seconds(5)
    /// How often each server may refuse: a script shall not wait for nothing.
    private static let rounds = 3

    /// Connects, does the body and closes.
    ///
    /// - Throws: `CommandFailure` with status 2 when no server answers, and what the body throws.
    static func with(
        _ settings: ConnectionSettings, _ body: (Connection) async throws -> Void
    ) async throws {
        let connection = Connection(settings.options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            do {
                if let problem = await problem(of: connection) {
                    throw CommandFailure(
                        "no NATS server can be used at \(shown(settings)): \(problem); name one with --server",
                        status: ExitStatus.unreachable)
                }
                try await body(connection)
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
        }
    }

    private static func shown(_ settings: ConnectionSettings) -> String {
        settings.options.servers.map(Redaction.url).joined(separator: ", ")
    }

    /// Why there is no connection in the end; `nil` when there is one.
    ///
    /// - Parameters:
    ///   - rounds: how often each server may refuse.
    ///   - patience: how long the servers may take to answer.
    static func problem(
        of connection: Connection, rounds: Int = rounds, patience: Duration = patience
    ) async -> String? {
        let refusals = rounds * connection.options.servers.count
        return await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do throws(NATSError) { _ = try await connection.connected(within: patience) } catch {
                    return error.message
                }
                return nil
            }
            group.addTask {
                for await state in connection.states() {
                    switch state {
                    case .connecting(let attempt, let reason?) where attempt > refusals: return reason
                    case .connecting: continue
                    case .connected, .reconnecting, .draining, .closed: return nil
                    }
                }
                return "the attempt was ended"
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
