import CNATS
import Dispatch

/// Where calls that block their thread run: never on the cooperative pool.
final class BlockingWork: Sendable {
    private let queue = DispatchQueue(label: "nats.blocking", attributes: .concurrent)

    /// Runs a call without waiting for it.
    func start(_ call: @escaping @Sendable () -> Void) {
        queue.async {
            call()
            nats_ReleaseThreadMemory()
        }
    }

    /// Runs something after a while.
    func start(after delay: Duration, _ call: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .nanoseconds(delay.nanoseconds)) {
            call()
            nats_ReleaseThreadMemory()
        }
    }

    /// Runs a call and waits for its result without blocking the caller's thread.
    func run<Value: Sendable>(
        _ call: @escaping @Sendable () throws(NATSError) -> Value
    ) async throws(NATSError) -> Value {
        let promise = Promise<Value>()
        start { promise.settle(Result(catching: call)) }
        return try await promise.value()
    }
}
