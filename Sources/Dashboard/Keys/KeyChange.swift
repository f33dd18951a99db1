/// Other keys for an action, as a configuration names both.
public struct KeyChange: Sendable, Hashable {
    public let action: String
    public let keys: [String]

    public init(action: String, keys: [String]) {
        self.action = action
        self.keys = keys
    }
}

/// What is wrong with a change of keys, or what follows from it.
public struct KeyProblem: Sendable, Hashable {
    /// The action that the configuration names.
    public let action: String
    public let reason: String
}
