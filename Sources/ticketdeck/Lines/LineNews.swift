import Dashboard
import Tickets

/// Says what happens by itself: the connection, and the changes that others make.
@MainActor
final class LineNews {
    private let desk: LineDesk
    private var link: ConnectionStatus.Link?
    private var service: ConnectionStatus.Service = .unknown

    init(desk: LineDesk) { self.desk = desk }

    /// Goes on until the queue ends.
    func run(_ queue: MessageQueue) async {
        for await _ in queue.wakeUps {
            for message in queue.take() { take(message) }
        }
    }

    private func take(_ message: Message) {
        switch message {
        case .connection(let status): take(status)
        case .alerts(let batch): tell(batch)
        case .services(let reading): desk.services.set(reading)
        case .changed(let change):
            guard change.ticket.tenant == desk.tenant else { return }
            desk.voice.announce(
                TicketSpeech.change(change),
                about: LineVoice.OwnChange(id: change.ticket.id, revision: change.revision))
        default: break
        }
    }

    /// Says the newest alerts, and how many more there are.
    private func tell(_ batch: AlertBatch) {
        let said = batch.alerts.suffix(5)
        let rest = batch.alerts.count - said.count + batch.leftOut.values.reduce(0, +)
        for alert in said {
            let rules = desk.backend.alerts.rules
            let name = rules.indices.contains(alert.rule) ? rules[alert.rule].name : ""
            desk.voice.announce("Alert \(name): \(alert.words(at: .system(around: .now), arrow: "to")).")
        }
        if rest > 0 { desk.voice.announce("And \(rest) more alerts.") }
    }

    private func take(_ status: ConnectionStatus) {
        defer { (link, service) = (status.link, status.service) }
        switch status.link {
        case .connected where link != .connected:
            desk.isConnected.set(true)
            desk.voice.announce("Connected to \(status.server).")
            if let note = status.note { desk.voice.announce(note) }
        case .lost(_, _, let problem):
            if case .lost = link { return }
            let reason = problem.map { " \($0)." } ?? ""
            desk.voice.announce("Connection lost.\(reason) It is tried again by itself.")
        default: break
        }
        switch (service, status.service) {
        case (.silent, .silent): break
        case (_, .silent): desk.voice.announce("No ticket service answers.")
        case (.silent, .answering): desk.voice.announce("The ticket service answers again.")
        default: break
        }
    }
}
