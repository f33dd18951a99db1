public import JSON

/// What an instance of a service says that it offers.
public struct InstanceInformation: Sendable, Hashable {
    public let description: String
    public let endpoints: [EndpointInformation]

    public init(description: String, endpoints: [EndpointInformation]) {
        self.description = description
        self.endpoints = endpoints
    }
}

/// An endpoint of a service: where it takes requests.
public struct EndpointInformation: Sendable, Hashable {
    public let name: String
    public let subject: String
    /// Of all instances of a queue group one gets each request.
    public let queueGroup: String
    public let metadata: [String: String]

    public init(name: String, subject: String, queueGroup: String, metadata: [String: String] = [:]) {
        self.name = name
        self.subject = subject
        self.queueGroup = queueGroup
        self.metadata = metadata
    }

    init(decoding json: JSONValue) {
        self.init(
            name: AnswerText.read(json["name"]), subject: AnswerText.read(json["subject"]),
            queueGroup: AnswerText.read(json["queue_group"]), metadata: AnswerText.metadata(json["metadata"]))
    }

    /// The endpoint as it stands on the wire.
    public var json: JSONValue {
        let metadata = metadata.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        return [
            "name": .string(name), "subject": .string(subject), "queue_group": .string(queueGroup),
            "metadata": .object(JSONObject(metadata)),
        ]
    }
}
