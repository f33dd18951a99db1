extension JetStream {
    /// The error code for a stream name that is taken with another configuration.
    private static let nameTaken = 10058

    /// A bucket that exists; `nil` when there is none of that name.
    ///
    /// - Throws: `invalidArgument` for a name that cannot be, and what `api` throws.
    public func bindBucket(_ name: String) async throws(NATSError) -> KeyValueBucket? {
        guard name.isValidToken else { throw NATSError(.invalidArgument, "not a name of a bucket") }
        guard let info = try await streamInfo(KeyValueBucket.stream(name)) else { return nil }
        return KeyValueBucket(name: name, info: info)
    }

    /// A bucket: the one that exists, as it is, or a new one with these settings.
    ///
    /// - Throws: what `bindBucket` throws.
    public func createBucket(
        _ name: String, _ options: BucketOptions = BucketOptions()
    ) async throws(NATSError) -> KeyValueBucket {
        if let bucket = try await bindBucket(name) { return bucket }
        do {
            return KeyValueBucket(name: name, info: try await createStream(options.configuration(name)))
        } catch {
            // Somebody else was quicker.
            guard case .jetStream(_, Self.nameTaken) = error.code, let bucket = try await bindBucket(name)
            else { throw error }
            return bucket
        }
    }
}
