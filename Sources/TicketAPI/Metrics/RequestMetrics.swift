import HTTPTypes
import Synchronization

/// Counts the requests, from any thread.
final class RequestMetrics: Sendable {
    private struct Counts {
        var latency = LatencyBuckets()
        /// How many had which status; few, so a walk finds them fastest.
        var statuses: [(code: Int, count: UInt64)] = []

        mutating func record(_ status: Int, _ time: Duration) {
            latency.record(time)
            if let index = statuses.firstIndex(where: { $0.code == status }) {
                statuses[index].count += 1
            } else {
                statuses.append((status, 1))
            }
        }
    }

    /// One for each method of each route, those of no route last; `nil`: not asked yet.
    private let counts = Mutex<[Counts?]>(
        Array(repeating: nil, count: (Resource.allCases.count + 1) * MethodName.all.count))
    private let underWay = Atomic<Int>(0)

    /// Counts a request that has come.
    func begin() { underWay.add(1, ordering: .relaxed) }

    /// Counts a request that is answered.
    func end(
        _ resource: Resource?, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status,
        after time: Duration
    ) {
        underWay.subtract(1, ordering: .relaxed)
        let row = resource?.position ?? Resource.allCases.count
        let place = row * MethodName.all.count + MethodName.position(of: method)
        counts.withLock { $0[place, default: Counts()].record(status.code, time) }
    }

    /// Writes the families of the requests.
    func write(to text: inout Exposition) {
        text.begin("ticket_api_requests_in_flight", .gauge, "Requests that are being answered.")
        text.sample(Double(underWay.load(ordering: .relaxed)))
        let all = counts.withLock { $0 }.enumerated().compactMap { place, counts in
            counts.map { (counts: $0, labels: Self.labels(place)) }
        }
        text.begin("ticket_api_requests_total", .counter, "Requests by route, method and status.")
        for (counts, labels) in all {
            for status in counts.statuses.sorted(by: { $0.code < $1.code }) {
                text.sample(Double(status.count), labels + [("status", String(status.code))])
            }
        }
        text.begin(
            "ticket_api_request_duration_seconds", .histogram, "Time from a request's head to its reply.")
        for (counts, labels) in all { counts.latency.write(to: &text, labels) }
    }

    private static func labels(_ place: Int) -> [(name: StaticString, value: String)] {
        let (row, column) = place.quotientAndRemainder(dividingBy: MethodName.all.count)
        let route = row < Resource.allCases.count ? Resource.allCases[row].template : "other"
        return [("route", route), ("method", MethodName.all[column])]
    }
}

extension Array {
    /// An element that may not be there yet.
    fileprivate subscript<Value>(index: Int, default value: @autoclosure () -> Value) -> Value
    where Element == Value? {
        get { self[index] ?? value() }
        set { self[index] = newValue }
        _modify {
            var element = self[index].take() ?? value()
            defer { self[index] = element }
            yield &element
        }
    }
}
