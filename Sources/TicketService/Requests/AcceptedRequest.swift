import TicketWire

/// A request that was read and found right, and is not answered yet.
struct AcceptedRequest: Sendable {
    let request: ServiceRequest
    /// How large the reply's data may be, in bytes.
    let room: Int
    private let start: ContinuousClock.Instant

    /// - Parameter replySize: how large the whole reply may be, in bytes.
    init(_ request: ServiceRequest, replySize: Int, start: ContinuousClock.Instant) {
        self.request = request
        // What stands around the data needs some room too.
        room = max(0, replySize - 1024 - (request.requestID?.utf8.count ?? 0) * 2)
        self.start = start
    }

    /// What the log says of it.
    var trace: RequestTrace { RequestTrace(request, start: start) }
}
