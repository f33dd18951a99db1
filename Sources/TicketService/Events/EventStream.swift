public import JSON
public import NATS
import TicketWire

/// The stream of the events: made when it is missing, and judged when it is there.
public enum EventStream {
    /// What `ensure` found or did.
    public enum State: Sendable, Hashable {
        /// There was none; it was created with that many replicas.
        case created(replicas: Int)
        /// It is there and takes the events.
        case present
    }

    /// JetStream's error code for replicas that a server without cluster cannot have.
    private static let notClustered = 10074
    /// JetStream's error code for replicas that find no place.
    private static let noPlace = 10005

    /// The settings of the contract.
    ///
    /// - Parameter replicas: on how many servers each event is kept.
    public static func configuration(replicas: Int) -> JSONValue {
        [
            "name": .string(Subjects.eventStream),
            "subjects": .array(Subjects.eventStreamSubjects.map(JSONValue.string)),
            "retention": "limits", "discard": "old", "storage": "file",
            "max_age": .integer(nanoseconds(.seconds(7 * 24 * 3600))),
            "max_msg_size": 1_048_576, "max_msgs": -1, "max_bytes": -1, "max_consumers": -1,
            "duplicate_window": .integer(nanoseconds(.seconds(600))),
            "num_replicas": .integer(Int64(replicas)),
        ]
    }

    /// Creates the stream when it is missing; one that is there is left as it is.
    ///
    /// - Parameter replicas: on how many servers; `nil`: three where a cluster has them, else one.
    /// - Throws: `NATSError` when JetStream cannot be asked or refuses.
    public static func ensure(
        _ connection: Connection, replicas: Int? = nil
    ) async throws(NATSError) -> State {
        let jetStream = connection.jetStream
        if try await jetStream.streamInfo(Subjects.eventStream) != nil { return .present }
        if let replicas {
            try await jetStream.createStream(configuration(replicas: replicas))
            return .created(replicas: replicas)
        }
        do {
            try await jetStream.createStream(configuration(replicas: 3))
            return .created(replicas: 3)
        } catch {
            guard case .jetStream(_, let code) = error.code else { throw error }
            // With three servers known one of them is only away for a while: then try again later.
            let isSmall = (connection.state.server?.knownServers.count ?? 0) < 3
            guard code == notClustered || (code == noPlace && isSmall) else { throw error }
            try await jetStream.createStream(configuration(replicas: 1))
            return .created(replicas: 1)
        }
    }

    /// The streams that swallow the requests on `ticket.service`, as one on `ticket.*` does.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked.
    public static func clashes(_ jetStream: JetStream) async throws(NATSError) -> [String] {
        try await jetStream.streamNames(matching: Subjects.service)
    }
}

private func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
}
