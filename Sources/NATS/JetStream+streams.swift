public import JSON

extension JetStream {
    /// A stream's configuration and state as the server tells them; `nil` when there is no such stream.
    ///
    /// - Parameter subjectsFilter: also count the messages of each subject that matches, under
    ///   `state.subjects`.
    /// - Throws: what `api` throws.
    public func streamInfo(
        _ name: String, subjectsFilter: String? = nil, timeout: Duration = .seconds(5)
    ) async throws(NATSError) -> JSONValue? {
        do {
            guard let subjectsFilter else { return try await api("STREAM.INFO.\(name)", timeout: timeout) }
            return try await streamInfo(name, subjects: subjectsFilter)
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }

    /// The server gives the subjects in pages.
    private func streamInfo(_ name: String, subjects filter: String) async throws(NATSError) -> JSONValue {
        var subjects = JSONObject()
        while true {
            let body: JSONValue = [
                "subjects_filter": .string(filter), "offset": .integer(Int64(subjects.members.count)),
            ]
            let page = try await api("STREAM.INFO.\(name)", body)
            let members = page["state"]?["subjects"]?.object?.members ?? []
            subjects = JSONObject(
                subjects.members.map { ($0.key, $0.value) } + members.map { ($0.key, $0.value) })
            let total = page["total"]?.integer ?? 0
            guard members.isEmpty || subjects.members.count >= total else { continue }
            guard var info = page.object, var state = info["state"]?.object else { return page }
            state["subjects"] = .object(subjects)
            info["state"] = .object(state)
            return .object(info)
        }
    }

    /// Creates a stream; one with the same configuration is left as it is.
    ///
    /// - Parameter configuration: an object with `name`, as the JetStream API takes it.
    /// - Throws: `jetStream` (error code 10058 when the name has another configuration), `invalidArgument`
    ///   without a name, and what `api` throws.
    @discardableResult
    public func createStream(_ configuration: JSONValue) async throws(NATSError) -> JSONValue {
        try await api("STREAM.CREATE.\(try name(of: configuration))", configuration, timeout: .seconds(10))
    }

    /// Gives a stream a new configuration, which must be the whole one.
    ///
    /// - Throws: what `createStream` throws.
    @discardableResult
    public func updateStream(_ configuration: JSONValue) async throws(NATSError) -> JSONValue {
        try await api("STREAM.UPDATE.\(try name(of: configuration))", configuration, timeout: .seconds(10))
    }

    /// Deletes a stream with all its messages; returns whether there was one.
    ///
    /// - Throws: what `api` throws.
    @discardableResult
    public func deleteStream(_ name: String) async throws(NATSError) -> Bool {
        do {
            try await api("STREAM.DELETE.\(name)", timeout: .seconds(10))
            return true
        } catch {
            if error.isNotFound { return false }
            throw error
        }
    }

    /// Removes messages from a stream; returns how many.
    ///
    /// - Parameters:
    ///   - filter: only messages whose subject matches.
    ///   - below: only messages before this sequence.
    /// - Throws: what `api` throws.
    @discardableResult
    public func purgeStream(
        _ name: String, filter: String? = nil, below: UInt64? = nil
    ) async throws(NATSError) -> Int {
        var body = JSONObject()
        if let filter { body["filter"] = .string(filter) }
        if let below { body["seq"] = .integer(Int64(clamping: below)) }
        let answer = try await api("STREAM.PURGE.\(name)", .object(body), timeout: .seconds(10))
        return Int(answer["purged"]?.integer ?? 0)
    }

    /// The names of the streams, or of those that store a subject.
    ///
    /// - Throws: what `api` throws.
    public func streamNames(matching subject: String? = nil) async throws(NATSError) -> [String] {
        var names: [String] = []
        while true {
            var body: JSONObject = JSONObject([("offset", .integer(Int64(names.count)))])
            if let subject { body["subject"] = .string(subject) }
            let page = try await api("STREAM.NAMES", .object(body))
            let found = page["streams"]?.array?.compactMap(\.string) ?? []
            names += found
            if found.isEmpty || names.count >= page["total"]?.integer ?? 0 { return names }
        }
    }

    private func name(of configuration: JSONValue) throws(NATSError) -> String {
        guard let name = configuration["name"]?.string, name.isValidToken else {
            throw NATSError(.invalidArgument, "a stream's configuration needs a name without dots and spaces")
        }
        return name
    }
}

extension String {
    /// Whether it can be one token of a subject and means only itself.
    var isValidToken: Bool {
        isValidSubject && !utf8.contains { [".", "*", ">", "/", "\\"].contains(UnicodeScalar($0)) }
    }
}
