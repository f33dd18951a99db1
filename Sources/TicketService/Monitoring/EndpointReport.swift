import TicketWire
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
    var information: EndpointInformation {
        EndpointInformation(name: name, subject: subject, queueGroup: group)
    }

    /// What `STATS` says.
    ///
    /// - Parameter health: what stands under `data`.
    func figures(_ health: EndpointHealth) -> EndpointFigures {
        EndpointFigures(
            name: name, subject: subject, queueGroup: group, requests: counts.requests, errors: counts.errors,
            lastError: counts.lastError, processing: counts.processing,
            averageProcessing: counts.averageProcessing, data: health.json)
    }

    /// How long its requests take.
    var latency: EndpointHealth.Latency {
        EndpointHealth.Latency(
            p50: counts.latency.percentile(0.5), p95: counts.latency.percentile(0.95),
            p99: counts.latency.percentile(0.99), maximum: counts.latency.maximum)
    }
}
