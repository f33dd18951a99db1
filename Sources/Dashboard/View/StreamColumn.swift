import Screen

/// The columns of the streams.
enum StreamColumn: String, Sendable, Hashable {
    case name = "STREAM"
    case state = "STATE"
    case leader = "LEADER"
    case replicas = "REPLICAS"
    case lag = "LAG"
    case messages = "MESSAGES"
    case bytes = "BYTES"
    case consumers = "CONSUMERS"
    case pending = "PENDING"
    case unacknowledged = "UNACKED"
    case redelivered = "REDELIVERED"

    static let all: [Column<StreamColumn>] = [
        Column(.name, minimum: 13, comfort: 15, ideal: 18, grows: true, importance: 100),
        Column(.state, minimum: 11, ideal: 13, importance: 95),
        Column(.leader, minimum: 15, ideal: 18, importance: 80),
        Column(.replicas, minimum: 8, ideal: 8, importance: 85),
        Column(.lag, minimum: 4, ideal: 6, importance: 70),
        Column(.messages, minimum: 8, ideal: 9, importance: 75),
        Column(.bytes, minimum: 5, ideal: 7, importance: 65),
        Column(.consumers, minimum: 9, ideal: 9, importance: 55),
        Column(.pending, minimum: 7, ideal: 8, importance: 60),
        Column(.unacknowledged, minimum: 7, ideal: 8, importance: 30),
        Column(.redelivered, minimum: 11, ideal: 11, importance: 25),
    ]

    var isNumber: Bool {
        switch self {
        case .name, .state, .leader: false
        default: true
        }
    }
}
