/// Which instance of which service one is.
public struct InstanceKey: Sendable, Hashable {
    /// The service's name.
    public let service: String
    /// Another one at each start.
    public let id: String

    public init(service: String, id: String) {
        self.service = service
        self.id = id
    }
}

/// Who an instance of a service is, as each of its answers says.
public struct InstanceIdentity: Sendable, Hashable {
    public let key: InstanceKey
    /// A semantic version: the program's.
    public let version: String
    /// What else it says of itself.
    public let metadata: [String: String]

    public init(key: InstanceKey, version: String, metadata: [String: String] = [:]) {
        self.key = key
        self.version = version
        self.metadata = metadata
    }
}
