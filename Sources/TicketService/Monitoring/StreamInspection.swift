import JSON
import NATS
import TicketWire

/// Looks at what a service needs in JetStream.
struct StreamInspection {
    /// With less room than this, in bytes, the bucket counts as full: a record may need as much.
    private static let smallestRoom: Int64 = 16_384

    let connection: Connection
    let store: any TicketStore
    let relay: Relay

    /// What is wrong with the streams, one sentence each.
    ///
    /// - Parameter isAtStart: whether the store is still being made ready: it makes its bucket itself.
    /// - Throws: `NATSError` when JetStream cannot be asked.
    func reasons(isAtStart: Bool) async throws(NATSError) -> [String] {
        var reasons = try await EventStream.clashes(connection.jetStream).map {
            "the stream \($0) swallows requests: run ticket-svc setup-streams"
        }
        if let store = store as? JetStreamStore, !isAtStart { reasons += try await bucketReasons(store) }
        return reasons + (try await eventReasons())
    }

    private func bucketReasons(_ store: JetStreamStore) async throws(NATSError) -> [String] {
        let name = "the bucket \(TicketLog.bucket)"
        guard let info = try await connection.jetStream.streamInfo(TicketLog.stream) else {
            return ["\(name) is missing: restore it, or run ticket-svc setup-streams for an empty one"]
        }
        guard let id = try await TicketLog.readIdentity(connection.jetStream) else {
            return [
                "\(name) was purged, its tickets are only in the memory of the instances that run: save them "
                    + "with ticketdeck tickets export and restore the bucket, or run ticket-svc setup-streams "
                    + "for an empty one"
            ]
        }
        if store.isServing, let known = try? store.logID(), known != id {
            store.readAnew()
            return ["\(name) holds another log than before, which is being read"]
        }
        if store.refusal != nil { await store.tryToWrite() }
        // What was refused says more than what the limits are.
        if let refusal = store.refusal { return ["records cannot be written: \(refusal)"] }
        return isFull(info) ? ["\(name) is full: \(NATSError.limits(of: TicketLog.stream))"] : []
    }

    private func isFull(_ info: JSONValue) -> Bool {
        let (config, state) = (info["config"], info["state"])
        guard config?["discard"] == "new" else { return false }
        let (bytes, messages) = (config?["max_bytes"]?.integer ?? -1, config?["max_msgs"]?.integer ?? -1)
        return bytes > 0 && state?["bytes"]?.integer ?? 0 > bytes - Self.smallestRoom
            || messages > 0 && state?["messages"]?.integer ?? 0 >= messages
    }

    private func eventReasons() async throws(NATSError) -> [String] {
        let name = "the stream \(Subjects.eventStream)"
        // Before it was there once, the relay says why it cannot be made.
        guard relay.hasSeenStream else { return [] }
        guard let info = try await connection.jetStream.streamInfo(Subjects.eventStream) else {
            return ["\(name) is missing, its events are gone: run ticket-svc setup-streams for an empty one"]
        }
        let config = info["config"]
        if config?["sealed"] == true { return [NATSError.sealed(Subjects.eventStream).message] }
        let subjects = config?["subjects"]?.array?.compactMap(\.string) ?? []
        let missing = Subjects.eventStreamSubjects.filter { wanted in
            !subjects.contains { EventStream.overlap($0, wanted) }
        }
        return missing.isEmpty
            ? [] : ["\(name) does not take \(missing.joined(separator: ", ")): run ticket-svc setup-streams"]
    }
}
