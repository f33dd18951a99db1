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
        do throws(NATSError) {
            switch try await durableStream.ensure(connection, replicas: replicas) {
            case .created(let replicas): return .created(replicas: replicas)
            case .present: return .present
            }
        } catch { throw await naming(rivals: error, connection.jetStream) }
    }

    static let durableStream = DurableStream(name: Subjects.eventStream, configuration: configuration)

    /// What requests come on.
    static let requestSubjects = [Subjects.service, Subjects.everyTenantsService]

    /// The streams that swallow requests, as one on `ticket.*` does.
    ///
    /// - Throws: `NATSError` when JetStream cannot be asked.
    public static func clashes(_ jetStream: JetStream) async throws(NATSError) -> [String] {
        var names: [String] = []
        for subject in requestSubjects {
            for name in try await jetStream.streamNames(matching: subject) where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }
}

private func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
}
