/// The views that the tabs lead to.
enum ViewKind: Int, Sendable, Hashable, CaseIterable {
    case tickets, events, cluster, service

    var title: String {
        switch self {
        case .tickets: "Tickets"
        case .events: "Events"
        case .cluster: "Cluster"
        case .service: "Service"
        }
    }

    /// The view beside this one, around the ends.
    func neighbour(_ step: Int) -> ViewKind {
        let count = ViewKind.allCases.count
        return ViewKind.allCases[(rawValue + step + count) % count]
    }
}
