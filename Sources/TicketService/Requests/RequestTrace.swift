import LogLines
import TicketWire
import Tickets

/// What the log says of a request.
struct RequestTrace: Sendable {
    let requestID: String?
    private let tenant: String?
    private let action: ServiceAction?
    private let start: ContinuousClock.Instant

    init(_ request: ServiceRequest, start: ContinuousClock.Instant) {
        requestID = request.requestID
        tenant = request.tenant.name
        action = request.operation.action
        self.start = start
    }

    init(_ error: RequestError, start: ContinuousClock.Instant) {
        requestID = error.requestID
        tenant = error.tenant
        action = error.action
        self.start = start
    }

    func record(_ level: LogLevel, _ message: String, error: String? = nil) -> LogRecord {
        LogRecord(
            level, message, requestID: requestID, tenant: tenant, action: action?.rawValue,
            duration: start.duration(to: .now), error: error)
    }
}
