import NATS
import TicketWire
import Tickets

/// Asks for one unique change after the other and remembers what it was told.
final class Writer {
    /// Longer than the service itself tries.
    private static let patience = Duration.seconds(6)

    private let number: Int
    private let connection: Connection
    private var commands: [Command] = []
    /// Its own tickets and their revisions, as far as they are certain.
    private var own: [(id: TicketID, revision: Int)] = []

    init(_ number: Int, _ connection: Connection) {
        self.number = number
        self.connection = connection
    }

    /// What it was told until the end.
    func run(until end: ContinuousClock.Instant) async -> [Command] {
        while ContinuousClock.now < end {
            let title = "\(number).\(commands.count)"
            let known = own.last
            let outcome =
                if let known, !commands.count.isMultiple(of: 5) {
                    await ask(
                        update(known.id, title, commands.count.isMultiple(of: 2) ? known.revision : nil))
                } else {
                    await ask(create(title))
                }
            commands.append(Command(title: title, outcome: outcome))
            learn(outcome)
        }
        return commands
    }

    private func learn(_ outcome: Command.Outcome) {
        switch outcome {
        case .acknowledged(let ticket, let revision):
            own.removeAll { $0.id == ticket }
            own.append((ticket, revision))
        case .refused: break
        // The next change is asked of another ticket: this one's revision is not certain.
        case .unknown: if !own.isEmpty { own.removeLast() }
        }
    }

    private func create(_ title: String) -> ServiceRequest.Operation? {
        (try? TicketDraft(title: title)).map { .create($0, requestKey: "key \(title)") }
    }

    private func update(_ id: TicketID, _ title: String, _ revision: Int?) -> ServiceRequest.Operation? {
        (try? TicketPatch(title: title)).map { .update(id, $0, ifRevision: revision) }
    }

    private func ask(_ operation: ServiceRequest.Operation?) async -> Command.Outcome {
        guard let operation, let tenant = Tenant("acme") else { return .refused }
        let request = ServiceRequest(tenant: tenant, operation: operation)
        do throws(NATSError) {
            let message = try await connection.request(
                "ticket.service", request.encoded, timeout: Self.patience)
            guard let reply = try? ServiceReply(decoding: message.payload, to: operation.action) else {
                return .unknown
            }
            switch reply {
            case .success(.ticket(let ticket), _, _):
                return .acknowledged(ticket: ticket.id, revision: ticket.revision)
            case .success: return .unknown
            case .failure(let error, _): return error.code == .unknownOutcome ? .unknown : .refused
            }
        } catch {
            try? await Task.sleep(for: .milliseconds(50))
            return error.code == .noResponders ? .refused : .unknown
        }
    }
}
