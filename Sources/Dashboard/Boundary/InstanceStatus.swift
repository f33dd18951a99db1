public import Tickets

/// An instance of a service, as the service view shows it. All text in it is remote, so hostile.
public struct InstanceStatus: Sendable, Hashable, Identifiable {
    public enum State: Sendable, Hashable {
        case answering
        /// It answered before, and does not any more.
        case gone(since: Timestamp)
    }

    /// What happens in a second.
    public struct Rate: Sendable, Hashable {
        public var requests: Double
        public var errors: Double

        public init(requests: Double, errors: Double) {
            self.requests = requests
            self.errors = errors
        }
    }

    /// A name and what it stands for.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The service's name.
    public var service: String
    /// Another one at each start of the program.
    public var instance: String
    public var id: String { "\(service) \(instance)" }
    /// Whether it is one of the service that the dashboard asks.
    public var isOurs: Bool
    /// Whether it runs in the dashboard's process.
    public var isHere: Bool
    public var state: State
    public var version: String
    /// What it does, in its own words.
    public var explanation: String
    public var metadata: [Field]
    public var started: Timestamp?
    /// How long its answer to a ping takes.
    public var roundTrip: Duration?
    /// All endpoints together; `nil` before two readings.
    public var rate: Rate?
    public var endpoints: [EndpointStatus]

    public init(
        service: String, instance: String, isOurs: Bool = false, isHere: Bool = false,
        state: State = .answering, version: String = "", explanation: String = "", metadata: [Field] = [],
        started: Timestamp? = nil, roundTrip: Duration? = nil, rate: Rate? = nil,
        endpoints: [EndpointStatus] = []
    ) {
        self.service = service
        self.instance = instance
        self.isOurs = isOurs
        self.isHere = isHere
        self.state = state
        self.version = version
        self.explanation = explanation
        self.metadata = metadata
        self.started = started
        self.roundTrip = roundTrip
        self.rate = rate
        self.endpoints = endpoints
    }
}

/// What is known of all instances, or why nothing is.
public enum ServiceReading: Sendable, Hashable {
    /// Those that answer and those that went a little while ago, by name and id.
    case instances([InstanceStatus])
    /// Nobody can be asked.
    case unavailable(reason: String)
}
