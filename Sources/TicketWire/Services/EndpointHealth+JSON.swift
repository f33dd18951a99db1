public import JSON
import Tickets

extension EndpointHealth {
    /// So many reasons are kept.
    private static let reasonLimit = 20

    /// The members as they stand on the wire.
    public var json: JSONObject {
        var data = JSONObject([
            ("nats_connected", .bool(isConnected)), ("jetstream_available", .bool(jetStreamIsAvailable)),
            ("subscription_active", .bool(isSubscribed)),
            ("last_request_at", lastRequest.map { .string($0.description) } ?? .null),
        ])
        if let latency {
            data["p50_us"] = EndpointHealth.microseconds(latency.p50)
            data["p95_us"] = EndpointHealth.microseconds(latency.p95)
            data["p99_us"] = EndpointHealth.microseconds(latency.p99)
            data["max_us"] = EndpointHealth.microseconds(latency.maximum)
        }
        data["store"] = .string(store)
        data["tickets"] = .integer(tickets)
        data["pending_events"] = .integer(pendingEvents)
        data["requests_under_way"] = .integer(requestsUnderWay)
        data["requests_refused"] = .integer(requestsRefused)
        if !degraded.isEmpty { data["degraded"] = .array(degraded.map(JSONValue.string)) }
        return data
    }

    /// Reads what stands under `data`; `nil`: it is not that of a ticket service.
    public init?(decoding data: JSONObject) {
        guard let isConnected = data["nats_connected"]?.bool,
            let isSubscribed = data["subscription_active"]?.bool
        else { return nil }
        self.init(
            isConnected: isConnected, jetStreamIsAvailable: data["jetstream_available"]?.bool ?? false,
            isSubscribed: isSubscribed,
            lastRequest: data["last_request_at"]?.string.flatMap { Timestamp($0) },
            latency: EndpointHealth.latency(data), store: AnswerText.read(data["store"]),
            tickets: data["tickets"]?.integer ?? 0, pendingEvents: data["pending_events"]?.integer ?? 0,
            requestsUnderWay: data["requests_under_way"]?.integer ?? 0,
            requestsRefused: data["requests_refused"]?.integer ?? 0,
            degraded: (data["degraded"]?.array ?? []).prefix(EndpointHealth.reasonLimit)
                .compactMap(\.string).map(AnswerText.cut))
    }

    private static func latency(_ data: JSONObject) -> Latency? {
        guard let p50 = duration(data["p50_us"]), let p95 = duration(data["p95_us"]),
            let p99 = duration(data["p99_us"]), let maximum = duration(data["max_us"])
        else { return nil }
        return Latency(p50: p50, p95: p95, p99: p99, maximum: maximum)
    }

    private static func duration(_ json: JSONValue?) -> Duration? {
        guard let number = json?.number, number.isFinite, number >= 0, number < 1e15 else { return nil }
        return .nanoseconds(Int64(number * 1000))
    }

    /// To a tenth of a microsecond.
    private static func microseconds(_ duration: Duration) -> JSONValue {
        let (seconds, attoseconds) = duration.components
        let tenths = Double(seconds) * 1e7 + Double(attoseconds) / 1e11
        return .number(tenths.rounded() / 10)
    }
}
