import Screen

/// The columns of the cluster view.
enum NodeColumn: String, Sendable, Hashable {
    case name = "SERVER"
    case state = "STATE"
    case role = "ROLE"
    case version = "VERSION"
    case uptime = "UPTIME"
    case connections = "CONNS"
    case cpu = "CPU"
    case memory = "MEM"
    case messagesIn = "IN/S"
    case messagesOut = "OUT/S"
    case bytesIn = "IN B/S"
    case bytesOut = "OUT B/S"
    case file = "JS FILE"
    case storedMemory = "JS MEM"

    static let all: [Column<NodeColumn>] = [
        Column(.name, minimum: 12, comfort: 16, ideal: 20, grows: true, importance: 100),
        Column(.state, minimum: 10, ideal: 13, importance: 95),
        Column(.role, minimum: 11, ideal: 11, importance: 52),
        Column(.version, minimum: 7, ideal: 8, importance: 62),
        Column(.uptime, minimum: 6, ideal: 7, importance: 64),
        Column(.connections, minimum: 5, ideal: 5, importance: 60),
        Column(.cpu, minimum: 6, ideal: 6, importance: 45),
        Column(.memory, minimum: 6, ideal: 7, importance: 44),
        Column(.messagesIn, minimum: 5, ideal: 6, importance: 58),
        Column(.messagesOut, minimum: 5, ideal: 6, importance: 57),
        Column(.bytesIn, minimum: 7, ideal: 8, importance: 20),
        Column(.bytesOut, minimum: 7, ideal: 8, importance: 19),
        Column(.file, minimum: 10, ideal: 11, importance: 59),
        Column(.storedMemory, minimum: 9, ideal: 11, importance: 30),
    ]

    /// Whether it holds what was measured, which says nothing about a server that is down.
    var isMeasured: Bool {
        switch self {
        case .name, .state, .role, .version: false
        default: true
        }
    }

    /// Whether the column is written at its right edge.
    var isNumber: Bool { isMeasured }
}
