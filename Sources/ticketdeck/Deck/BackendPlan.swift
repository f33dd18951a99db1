import CommandOptions
import Dashboard
import NATS
import TicketClient
import Tickets

/// What the command line, the environment and the context ask for.
struct BackendPlan: Sendable {
    /// The contract's `--mode`.
    enum Mode: String, Sendable, CaseIterable { case auto, embedded, remote }

    /// The contract's `--store`.
    enum StoreKind: String, Sendable, CaseIterable { case jetstream, memory }

    let mode: Mode
    let settings: ConnectionSettings
    let folders: Folders
    let actor: String
    /// Addresses of monitoring endpoints that were named.
    let monitoring: [String]
    /// Where an embedded service keeps its tickets.
    let store: StoreKind
    /// What stands on the screen as long as nothing else is to be said.
    var note: String?
    /// What in the event stream is to be told.
    let alerts: [AlertRule]

    /// What the header shows before anything is known.
    var firstStatus: ConnectionStatus {
        let mode: ConnectionStatus.Mode =
            switch self.mode {
            case .remote: .remote
            case .embedded: settings.serversWereNamed ? .embedded : .embeddedPrivate
            case .auto: settings.serversWereNamed ? .remote : .embeddedPrivate
            }
        let server = settings.serversWereNamed ? settings.options.servers.first.map(Redaction.url) ?? "" : ""
        return ConnectionStatus(
            mode: mode, server: server, link: .connecting(attempt: 1, problem: nil), note: note)
    }

    var subjects: NATSTransport.SubjectChoice { NATSTransport.SubjectChoice(settings.tenantSubject) }
}
