import NATS
import TicketWire

extension EventStream {
    /// JetStream's error code for subjects that another stream takes.
    private static let overlap = 10065

    /// The error, with the names of the streams that take the events' subjects when these are the reason.
    static func naming(rivals error: NATSError, _ jetStream: JetStream) async -> NATSError {
        guard case .jetStream(_, Self.overlap) = error.code else { return error }
        var rivals: [String] = []
        for subject in Subjects.eventStreamSubjects {
            guard let names = try? await jetStream.streamNames(matching: subject) else { continue }
            for name in names where name != Subjects.eventStream && !rivals.contains(name) {
                rivals.append(name)
            }
        }
        guard !rivals.isEmpty else { return error }
        return NATSError(
            error.code,
            "\(rivals.joined(separator: ", ")) takes subjects of the stream \(Subjects.eventStream): "
                + "take them off it (nats stream edit), then run ticket-svc setup-streams")
    }
}
