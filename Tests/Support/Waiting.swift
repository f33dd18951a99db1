/// Deadlines end what hangs; they measure nothing. On a busy machine everything may take several times as long
/// as a test's author saw, so each deadline is that much later.
private let patience = 4

/// Asks for a condition again and again until it holds.
///
/// - Throws: `SupportError` when it does not hold within the given time, or what the condition throws.
public func eventually(
    _ what: String = "the condition", within limit: Duration = .seconds(10),
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit * patience
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw SupportError("\(what) did not hold within \(limit * patience)")
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Runs an operation and cancels it when it takes too long.
///
/// - Throws: `SupportError` when the time is over, or what the operation throws.
public func withDeadline<Value: Sendable>(
    _ limit: Duration, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: limit * patience)
            throw SupportError("no result within \(limit * patience)")
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw SupportError("no result") }
        return value
    }
}
