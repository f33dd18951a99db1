import TicketWire

/// What the service takes.
enum ServiceLimits {
    /// The largest request that it reads, in bytes; a larger one is refused as it would refuse it.
    static let requestSize = ServiceRequest.maximumSize
    /// How long a reply may take.
    static let deadline = Duration.seconds(5)
}
