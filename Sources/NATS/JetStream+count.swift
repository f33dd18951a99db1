import JSON

extension JetStream {
    /// How many stored messages an ordered consumer with these options would deliver now.
    ///
    /// Asking for the last message instead finds none on some servers when the last one was removed.
    ///
    /// - Throws: what `api` throws.
    public func storedCount(_ options: ConsumerOptions) async throws(NATSError) -> UInt64 {
        let name = OrderedConsumer.namePrefix + UniqueName.make()
        var configuration = JSONObject([
            ("name", .string(name)), ("ack_policy", "explicit"), ("num_replicas", 1), ("mem_storage", true),
            ("inactive_threshold", .integer(Int64(Duration.seconds(5).nanoseconds))),
        ])
        options.writeFilter(to: &configuration)
        options.start.write(to: &configuration, after: nil)
        let request: JSONValue = [
            "stream_name": .string(options.stream), "config": .object(configuration),
        ]
        let answer = try await api("CONSUMER.CREATE.\(options.stream).\(name)", request)
        // Should this fail, the server removes it by itself.
        _ = try? await api("CONSUMER.DELETE.\(options.stream).\(name)")
        return UInt64(clamping: answer["num_pending"]?.integer ?? 0)
    }
}
