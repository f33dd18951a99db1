import CommandOptions
import Glibc
import Synchronization

/// The signal that asks a work to end by itself, rather than to leave it half done.
final class StopRequest: Sendable {
    private let first = Mutex<Int32?>(nil)
    private let waiting: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    private init() { (waiting, continuation) = AsyncStream.makeStream() }

    /// The signal; `nil`: none has come.
    private var number: Int32? { first.withLock { $0 } }

    /// Does a work; a first signal is told to it, a second one ends the program at once.
    ///
    /// - Parameter work: gets what returns when a signal has come.
    /// - Throws: what the work throws, with the signal's status when one has come.
    static func during(
        _ work: (@escaping @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let signals = StopSignals()
        defer { signals.cancel() }
        let (numbers, request) = (signals.numbers, StopRequest())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await number in numbers { request.take(number) } }
            defer { group.cancelAll() }
            do { try await work { await request.wait() } } catch let failure as CommandFailure {
                guard let number = request.number else { throw failure }
                throw CommandFailure(failure.message, status: ExitStatus.signal(number))
            }
            if let number = request.number { throw ExitStatus.signal(number) }
        }
    }

    private func wait() async { for await _ in waiting {} }

    private func take(_ number: Int32) {
        let isFirst = first.withLock { first in
            defer { first = first ?? number }
            return first == nil
        }
        guard isFirst else { exit(128 + number) }
        continuation.finish()
    }
}
