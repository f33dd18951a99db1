import JSON

/// The settings of a new key-value bucket.
public struct BucketOptions: Sendable, Hashable {
    /// The kinds of storage.
    public enum Storage: String, Sendable { case file, memory }

    /// What it is for.
    public var description: String?
    /// How many values of a key are kept, 1 to 64.
    public var history = 1
    /// On how many servers it is kept.
    public var replicas = 1
    /// Where it is kept.
    public var storage = Storage.file
    /// How many bytes it may take; no limit without it.
    public var maximumBytes: Int64?
    /// How long a value lives; for ever without it.
    public var timeToLive: Duration?

    /// The usual settings.
    public init(replicas: Int = 1, storage: Storage = .file) {
        self.replicas = replicas
        self.storage = storage
    }

    /// The stream of such a bucket.
    func configuration(_ name: String) -> JSONValue {
        let age = timeToLive?.nanoseconds ?? 0
        let window = Duration.seconds(120).nanoseconds
        var configuration = JSONObject([
            ("name", .string(KeyValueBucket.stream(name))),
            ("subjects", [.string("$KV.\(name).>")]),
            ("retention", "limits"),
            ("max_consumers", -1), ("max_msgs", -1), ("max_msg_size", -1),
            ("max_bytes", .integer(maximumBytes ?? -1)),
            ("max_msgs_per_subject", .integer(Int64(history))),
            ("max_age", .integer(Int64(age))),
            ("duplicate_window", .integer(Int64(age > 0 ? min(age, window) : window))),
            ("discard", "new"),
            ("storage", .string(storage.rawValue)),
            ("num_replicas", .integer(Int64(replicas))),
            ("allow_rollup_hdrs", true), ("deny_delete", true), ("allow_direct", true),
        ])
        if let description { configuration["description"] = .string(description) }
        return .object(configuration)
    }
}
