import Screen

/// The columns of the service view.
enum InstanceColumn: String, Sendable, Hashable {
    case service = "SERVICE"
    case instance = "ID"
    case state = "STATE"
    case version = "VERSION"
    case uptime = "UPTIME"
    case requests = "REQUESTS"
    case requestRate = "REQ/S"
    case trend = "TREND"
    case errors = "ERRORS"
    case errorRate = "ERR/S"
    case p50 = "P50"
    case p95 = "P95"
    case p99 = "P99"
    case maximum = "MAX"
    case pending = "PENDING"
    case tickets = "TICKETS"
    case store = "STORE"
    case jetStream = "JS"
    case ping = "PING"
    case lastError = "LAST ERROR"

    static let all: [Column<InstanceColumn>] = [
        Column(.service, minimum: 8, comfort: 14, ideal: 16, importance: 100),
        Column(.instance, minimum: 8, ideal: 8, importance: 97),
        Column(.state, minimum: 10, comfort: 12, ideal: 13, importance: 95),
        Column(.version, minimum: 7, ideal: 8, importance: 40),
        Column(.uptime, minimum: 6, ideal: 7, importance: 66),
        Column(.requests, minimum: 8, ideal: 8, importance: 45),
        Column(.requestRate, minimum: 5, ideal: 6, importance: 90),
        Column(.trend, minimum: 8, comfort: 10, ideal: 20, importance: 49),
        Column(.errors, minimum: 6, ideal: 6, importance: 80),
        Column(.errorRate, minimum: 5, ideal: 5, importance: 38),
        Column(.p50, minimum: 6, ideal: 6, importance: 47),
        Column(.p95, minimum: 6, ideal: 6, importance: 43),
        Column(.p99, minimum: 6, ideal: 6, importance: 70),
        Column(.maximum, minimum: 6, ideal: 6, importance: 42),
        Column(.pending, minimum: 7, ideal: 7, importance: 68),
        Column(.tickets, minimum: 7, ideal: 7, importance: 46),
        Column(.store, minimum: 9, ideal: 9, importance: 39),
        Column(.jetStream, minimum: 3, ideal: 3, importance: 44),
        Column(.ping, minimum: 6, ideal: 6, importance: 48),
        Column(.lastError, minimum: 14, comfort: 16, ideal: 24, grows: true, importance: 41),
    ]

    /// Whether it says nothing about an instance that is gone.
    var isMeasured: Bool {
        switch self {
        case .service, .instance, .state, .version, .trend, .lastError: false
        default: true
        }
    }

    /// Whether the column is written at its right edge.
    var isNumber: Bool {
        switch self {
        case .service, .instance, .state, .version, .trend, .lastError, .store, .jetStream: false
        default: true
        }
    }
}
