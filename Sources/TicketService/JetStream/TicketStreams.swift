public import NATS
import TicketWire

/// All that the service keeps in JetStream: the bucket of the tickets and the stream of the events.
public enum TicketStreams {
    /// Creates or repairs the bucket and the event stream, and narrows streams that swallow requests.
    /// Doing it twice does nothing the second time.
    ///
    /// - Parameter replicas: on how many servers; `nil`: three where a cluster has them, else as it is.
    /// - Returns: what was done, one sentence each; never empty.
    /// - Throws: `NATSError` when JetStream cannot be asked or refuses.
    public static func repair(
        _ connection: Connection, replicas: Int? = nil
    ) async throws(NATSError) -> [String] {
        let jetStream = connection.jetStream
        let wasThere = try await jetStream.streamInfo(TicketLog.stream) != nil
        var done = [
            try await TicketLog.durableStream.repair(
                connection, replicas: replicas, as: "bucket \(TicketLog.bucket)")
        ]
        if try await beginLog(jetStream), wasThere {
            done.append("began a new ticket log in the bucket \(TicketLog.bucket), which had none")
        }
        return done + (try await EventStream.repair(connection, replicas: replicas))
    }

    /// How often a bucket that has just been made on a cluster may fail to answer.
    private static let attempts = 5

    /// Gives the bucket's log its id, where it has none; whether it had none.
    private static func beginLog(_ jetStream: JetStream) async throws(NATSError) -> Bool {
        var attempt = 1
        while true {
            do throws(NATSError) {
                if try await TicketLog.readIdentity(jetStream) != nil { return false }
                _ = try await TicketLog.identity(jetStream)
                return true
            } catch {
                guard error.code == .timeout || error.code == .noResponders, attempt < attempts
                else { throw error }
            }
            attempt += 1
        }
    }

    /// Whether the servers have no JetStream, so that tickets can only be kept in memory.
    ///
    /// - Returns: `false` also when nothing can be asked.
    public static func areImpossible(on connection: Connection) async -> Bool {
        await connection.hasNoJetStream()
    }
}
