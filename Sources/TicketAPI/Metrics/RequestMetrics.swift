import HTTPTypes
import Synchronization

/// Counts the requests, from any thread.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let resource: Resource?
        let method: String
    }

    private struct Counts {
        var latency = LatencyBuckets()
        /// How many had which status.
        var statuses: [Int: UInt64] = [:]
    }

    private let counts = Mutex<[Key: Counts]>([:])
    private let underWay = Atomic<Int>(0)

    /// Counts a request that has come.
    func begin() { underWay.add(1, ordering: .relaxed) }

    /// Counts a request that is answered.
    func end(
        _ resource: Resource?, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, after time: Duration
    ) {
        underWay.subtract(1, ordering: .relaxed)
        let key = Key(resource: resource, method: MethodName.of(method))
        counts.withLock { counts in
            counts[key, default: Counts()].latency.record(time)
            counts[key, default: Counts()].statuses[status.code, default: 0] += 1
        }
    }

    /// Writes the families of the requests.
    func write(to text: inout Exposition) {
        text.begin("ticket_api_requests_in_flight", .gauge, "Requests that are being answered.")
        text.sample(Double(underWay.load(ordering: .relaxed)))
        let all = counts.withLock { $0 }.sorted { Self.labels($0.key).lexicographicallyPrecedes(Self.labels($1.key)) }
        text.begin("ticket_api_requests_total", .counter, "Requests by route, method and status.")
        for (key, counts) in all {
            for (status, count) in counts.statuses.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    Double(count),
                    [("route", Self.labels(key)[0]), ("method", key.method), ("status", String(status))])
            }
        }
        text.begin(
            "ticket_api_request_duration_seconds", .histogram, "Time from a request's head to its reply.")
        for (key, counts) in all {
            counts.latency.write(to: &text, [("route", Self.labels(key)[0]), ("method", key.method)])
        }
    }

    private static func labels(_ key: Key) -> [String] { [key.resource?.template ?? "other", key.method] }
}
