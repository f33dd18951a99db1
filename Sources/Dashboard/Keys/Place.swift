/// Where one is on the screen: it decides what a key does.
enum Place: Sendable, Hashable, CaseIterable {
    case tickets, ticket, events, payload, cluster, node, stream, services, instance, alerts, form, merge,
        history
}

extension Place {
    /// The heading in the help.
    var title: String {
        switch self {
        case .tickets: "Tickets"
        case .ticket: "One ticket"
        case .events: "Events"
        case .payload: "One event"
        case .cluster: "Cluster"
        case .node: "One server"
        case .services: "Service"
        case .instance: "One instance"
        case .alerts: "Alerts"
        case .stream: "One stream"
        case .form: "Form"
        case .merge: "Your change and theirs"
        case .history: "History"
        }
    }
}
