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
        let bucket = try await TicketLog.durableStream.repair(
            connection, replicas: replicas, as: "bucket \(TicketLog.bucket)")
        return [bucket] + (try await EventStream.repair(connection, replicas: replicas))
    }

    /// Whether the servers have no JetStream, so that tickets can only be kept in memory.
    ///
    /// - Returns: `false` also when nothing can be asked.
    public static func areImpossible(on connection: Connection) async -> Bool {
        await connection.hasNoJetStream()
    }
}
