import Screen

/// The columns of the servers.
enum NodeColumn: String, Sendable, Hashable {
    case name = "SERVER"
    case state = "STATE"
    case since = "FOR"
    case role = "ROLE"
    case version = "VERSION"
    case uptime = "UPTIME"
    case connections = "CONNS"
    case subscriptions = "SUBS"
    case slowConsumers = "SLOW"
    case cpu = "CPU"
    case memory = "MEM"
    case messagesIn = "IN/S"
    case messagesOut = "OUT/S"
    case trend = "MESSAGES"
    case bytesIn = "IN B/S"
    case bytesOut = "OUT B/S"
    case routes = "ROUTES"
    case file = "JS FILE"
    case storedMemory = "JS MEM"
    case apiErrors = "API ERR"

    static let all: [Column<NodeColumn>] = [
        Column(.name, minimum: 15, comfort: 15, ideal: 18, grows: true, importance: 100),
        Column(.state, minimum: 10, ideal: 13, importance: 95),
        Column(.since, minimum: 4, ideal: 5, importance: 66),
        Column(.role, minimum: 11, ideal: 11, importance: 54),
        Column(.version, minimum: 7, ideal: 8, importance: 43),
        Column(.uptime, minimum: 6, ideal: 7, importance: 64),
        Column(.cpu, minimum: 5, ideal: 6, importance: 53),
        Column(.memory, minimum: 4, ideal: 6, importance: 52),
        Column(.connections, minimum: 5, ideal: 5, importance: 60),
        Column(.subscriptions, minimum: 4, ideal: 5, importance: 26),
        Column(.slowConsumers, minimum: 4, ideal: 4, importance: 28),
        Column(.messagesIn, minimum: 5, ideal: 6, importance: 58),
        Column(.messagesOut, minimum: 5, ideal: 6, importance: 57),
        Column(.trend, minimum: 8, ideal: 16, importance: 56),
        Column(.bytesIn, minimum: 6, ideal: 8, importance: 20),
        Column(.bytesOut, minimum: 7, ideal: 8, importance: 19),
        Column(.routes, minimum: 6, ideal: 6, importance: 41),
        Column(.file, minimum: 10, ideal: 22, importance: 59),
        Column(.storedMemory, minimum: 9, ideal: 22, importance: 30),
        Column(.apiErrors, minimum: 7, ideal: 7, importance: 24),
    ]

    /// Whether it holds what was measured, which says nothing about a server that is down.
    var isMeasured: Bool {
        switch self {
        case .name, .state, .since, .role, .version: false
        default: true
        }
    }

    /// Whether the column is written at its right edge.
    var isNumber: Bool { isMeasured || self == .since }
}
