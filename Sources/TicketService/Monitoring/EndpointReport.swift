import JSON
import Tickets

/// One endpoint of an instance, as the services protocol tells of it.
struct EndpointReport: Sendable {
    let name: String
    let subject: String
    let group: String
    /// Whether the server sends it requests.
    let isActive: Bool
    let counts: EndpointStatistics.Counts

    /// What `INFO` says.
    var information: JSONValue {
        ["name": .string(name), "subject": .string(subject), "queue_group": .string(group), "metadata": [:]]
    }

    /// What `STATS` says.
    ///
    /// - Parameter data: what stands under `data`.
    func statistics(data: JSONObject) -> JSONValue {
        [
            "name": .string(name), "subject": .string(subject), "queue_group": .string(group),
            "num_requests": .integer(Int64(clamping: counts.requests)),
            "num_errors": .integer(Int64(clamping: counts.errors)),
            "last_error": .string(counts.lastError),
            "processing_time": .integer(Int64(clamping: counts.processing.nanoseconds)),
            "average_processing_time": .integer(Int64(clamping: counts.averageProcessing.nanoseconds)),
            "data": .object(data),
        ]
    }

    /// The part of `data` that is the endpoint's own.
    var members: [(String, JSONValue)] {
        [
            ("subscription_active", .bool(isActive)),
            ("last_request_at", counts.lastRequest.map { .string($0.description) } ?? .null),
            ("p50_us", microseconds(counts.latency.percentile(0.5))),
            ("p95_us", microseconds(counts.latency.percentile(0.95))),
            ("p99_us", microseconds(counts.latency.percentile(0.99))),
            ("max_us", microseconds(counts.latency.maximum)),
        ]
    }

    /// To a tenth of a microsecond.
    private func microseconds(_ duration: Duration) -> JSONValue {
        .number((Double(duration.nanoseconds) / 100).rounded() / 10)
    }
}
