import JSON
public import NATS
import TicketWire

extension EventStream {
    /// Creates the stream or brings it to the settings of the contract, and narrows streams that swallow
    /// the requests. Doing it twice does nothing the second time.
    ///
    /// - Parameter replicas: on how many servers; `nil`: three where a cluster has them, else as it is.
    /// - Returns: what was done, one sentence each; never empty.
    /// - Throws: `NATSError` when JetStream cannot be asked or refuses.
    public static func repair(
        _ connection: Connection, replicas: Int? = nil
    ) async throws(NATSError) -> [String] {
        let jetStream = connection.jetStream
        var done = try await narrow(jetStream)
        do throws(NATSError) {
            done.append(
                try await durableStream.repair(
                    connection, replicas: replicas, as: "stream \(Subjects.eventStream)"))
        } catch { throw await naming(rivals: error, jetStream) }
        return done
    }

    /// Takes the wide subjects off every other stream; the event stream itself is repaired as a whole.
    private static func narrow(_ jetStream: JetStream) async throws(NATSError) -> [String] {
        var done: [String] = []
        for name in try await clashes(jetStream) {
            guard let info = try await jetStream.streamInfo(name), var config = info["config"]?.object
            else { continue }
            let present = config["subjects"]?.array?.compactMap(\.string) ?? []
            let wide = present.filter(swallowsRequests)
            var narrow = present.filter { !swallowsRequests($0) }
            if name == Subjects.eventStream {
                narrow = Subjects.eventStreamSubjects + narrow.filter(isForeign)
            }
            if narrow.isEmpty, wide.allSatisfy({ $0.hasPrefix("ticket.") }) {
                // It keeps what it holds. A stream must have a subject: JetStream's default is its name.
                narrow = [name]
            }
            guard !narrow.isEmpty else {
                let what = wide.joined(separator: ", ")
                done.append(
                    "the stream \(name) takes only \(what), which swallows requests: change it yourself")
                continue
            }
            config["subjects"] = .array(narrow.map(JSONValue.string))
            try await jetStream.updateStream(.object(config))
            done.append("narrowed the stream \(name): \(wide.joined(separator: ", ")) swallowed requests")
        }
        return done
    }

    private static func isForeign(_ subject: String) -> Bool {
        !Subjects.eventStreamSubjects.contains(subject)
    }

    /// Whether a stream's subject matches requests, those on a tenant's own subject too.
    static func swallowsRequests(_ subject: String) -> Bool {
        requestSubjects.contains { overlap(subject, $0) }
    }

    /// Whether there are subjects that match both.
    static func overlap(_ one: String, _ other: String) -> Bool {
        let (left, right) = (one.split(separator: "."), other.split(separator: "."))
        for (first, second) in zip(left, right) {
            if first == ">" || second == ">" { return true }
            if first != second, first != "*", second != "*" { return false }
        }
        return left.count == right.count
    }
}
