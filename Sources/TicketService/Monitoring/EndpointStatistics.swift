import Synchronization
import TicketWire
import Tickets

/// Counts what an endpoint does, from any thread.
final class EndpointStatistics: Sendable {
    /// The counts at one moment.
    struct Counts: Sendable {
        var requests: UInt64 = 0
        var errors: UInt64 = 0
        /// `code:description` of the last failed request; empty when none has failed.
        var lastError = ""
        var lastRequest: Timestamp?
        /// The time of all requests together.
        var processing = Duration.zero
        var latency = LatencyHistogram()

        /// The mean time of a request that was looked at.
        var averageProcessing: Duration { latency.count == 0 ? .zero : processing / Int(latency.count) }
    }

    private let counts = Mutex(Counts())
    private let clock: @Sendable () -> Timestamp

    /// - Parameter clock: tells the time of the last request.
    init(clock: @escaping @Sendable () -> Timestamp) { self.clock = clock }

    /// The counts now.
    var current: Counts { counts.withLock { $0 } }

    /// Counts a request that is answered.
    ///
    /// - Parameter duration: from its arrival to its reply; `nil` for a request that was not looked at.
    func record(_ reply: EncodedReply, after duration: Duration? = nil) {
        let now = clock()
        let error = reply.errorLine
        counts.withLock { counts in
            counts.requests += 1
            counts.lastRequest = now
            if let duration {
                counts.processing += duration
                counts.latency.record(duration)
            }
            if let error {
                counts.errors += 1
                counts.lastError = error
            }
        }
    }
}

extension EncodedReply {
    /// `code:description` of a failed reply, as NATS ADR-32 has it in statistics.
    fileprivate var errorLine: String? {
        guard !headers.isEmpty else { return nil }
        func header(_ name: String) -> String { headers.first { $0.name == name }?.value ?? "" }
        return "\(header(WireHeader.serviceErrorCode)):\(header(WireHeader.serviceError))"
    }
}
