public import JSON
public import Tickets

/// What an instance of a service counts.
public struct InstanceStatistics: Sendable, Hashable {
    /// When it started; `nil`: it did not say.
    public let started: Timestamp?
    public let endpoints: [EndpointFigures]

    public init(started: Timestamp?, endpoints: [EndpointFigures]) {
        self.started = started
        self.endpoints = endpoints
    }
}

/// What an endpoint of a service counts, since the start of its instance.
public struct EndpointFigures: Sendable, Hashable {
    public let name: String
    public let subject: String
    public let queueGroup: String
    public let requests: UInt64
    public let errors: UInt64
    /// `code:description` of the last failed request; empty when none has failed.
    public let lastError: String
    /// The time of all requests together.
    public let processing: Duration
    /// The mean time of a request.
    public let averageProcessing: Duration
    /// What the service adds of its own.
    public let data: JSONObject?

    public init(
        name: String, subject: String, queueGroup: String, requests: UInt64, errors: UInt64,
        lastError: String, processing: Duration, averageProcessing: Duration, data: JSONObject?
    ) {
        self.name = name
        self.subject = subject
        self.queueGroup = queueGroup
        self.requests = requests
        self.errors = errors
        self.lastError = lastError
        self.processing = processing
        self.averageProcessing = averageProcessing
        self.data = data
    }

    /// What a ticket service says in `data`; `nil`: this is none.
    public var health: EndpointHealth? { data.flatMap(EndpointHealth.init(decoding:)) }

    init(decoding json: JSONValue) {
        func count(_ key: String) -> UInt64 {
            guard let number = json[key]?.number, number.isFinite, number > 0 else { return 0 }
            return json[key]?.integer.map { UInt64($0) } ?? UInt64(min(number, 1e18))
        }
        func duration(_ key: String) -> Duration { .nanoseconds(Int64(clamping: count(key))) }
        self.init(
            name: AnswerText.read(json["name"]), subject: AnswerText.read(json["subject"]),
            queueGroup: AnswerText.read(json["queue_group"]), requests: count("num_requests"),
            errors: count("num_errors"), lastError: AnswerText.read(json["last_error"]),
            processing: duration("processing_time"), averageProcessing: duration("average_processing_time"),
            data: json["data"]?.object)
    }

    /// The endpoint as it stands on the wire.
    public var json: JSONValue {
        var endpoint = JSONObject([
            ("name", .string(name)), ("subject", .string(subject)), ("queue_group", .string(queueGroup)),
            ("num_requests", .integer(Int64(clamping: requests))),
            ("num_errors", .integer(Int64(clamping: errors))), ("last_error", .string(lastError)),
            ("processing_time", .integer(nanoseconds(processing))),
            ("average_processing_time", .integer(nanoseconds(averageProcessing))),
        ])
        if let data { endpoint["data"] = .object(data) }
        return .object(endpoint)
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? .max : product + attoseconds / 1_000_000_000
    }
}
