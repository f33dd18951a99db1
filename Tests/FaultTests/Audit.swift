import TicketService
import TicketWire
import Tickets

/// Compares what was told to the askers with what is in the log and in the event stream.
struct Audit {
    private struct Revision: Hashable {
        let ticket: TicketID
        let number: Int
    }

    let commands: [Command]
    let records: [TicketRecord]
    let events: [TicketEvent]

    var acknowledged: Int {
        commands.count { if case .acknowledged = $0.outcome { true } else { false } }
    }

    var unknown: Int { commands.count { if case .unknown = $0.outcome { true } else { false } } }

    var summary: String {
        "\(commands.count) commands, \(acknowledged) acknowledged, \(unknown) unknown, "
            + "\(records.count) records, \(events.count) events"
    }

    /// Everything that is not as it should be, at most twenty of it.
    var faults: [String] { Array((commandFaults + recordFaults + eventFaults).prefix(20)) }

    private var commandFaults: [String] {
        let byTitle = Dictionary(grouping: records, by: \.change.ticket.title)
        return commands.compactMap { command in
            let found = byTitle[command.title] ?? []
            switch command.outcome {
            case .acknowledged(let ticket, let revision):
                let change = found.first?.change
                let isRight = found.count == 1 && change?.ticket.id == ticket && change?.revision == revision
                return isRight ? nil : "acknowledged \(command.title) has \(found.count) records"
            case .refused: return found.isEmpty ? nil : "refused \(command.title) is recorded"
            case .unknown: return found.count <= 1 ? nil : "\(command.title) is recorded \(found.count) times"
            }
        }
    }

    private var recordFaults: [String] {
        Dictionary(grouping: records, by: \.change.ticket.id).compactMap { ticket, records in
            let revisions = records.map(\.change.revision)
            return revisions == Array(1...revisions.count) ? nil : "\(ticket) has revisions \(revisions)"
        }
    }

    private var eventFaults: [String] {
        let recorded = Set(records.map { Revision(ticket: $0.change.ticket.id, number: $0.change.revision) })
        let told = events.map { Revision(ticket: $0.change.ticket.id, number: $0.change.revision) }
        var faults = recorded.subtracting(told).map { "no event of \($0.ticket) \($0.number)" }
        faults += Set(told).subtracting(recorded).map { "an event of no record: \($0.ticket) \($0.number)" }
        for (ticket, events) in Dictionary(grouping: told, by: \.ticket) {
            let numbers = events.map(\.number)
            if numbers != Array(1...numbers.count) { faults.append("events of \(ticket): \(numbers)") }
        }
        return faults
    }
}
