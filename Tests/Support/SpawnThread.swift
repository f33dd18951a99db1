import Dispatch
import Glibc
import Synchronization

/// The thread that spawns children, so that a signal on its end never reaches them too early.
final class SpawnThread: Sendable {
    static let shared = SpawnThread()

    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let arrived = DispatchSemaphore(value: 0)

    private init() {
        var thread = pthread_t()
        let closure = unsafe Unmanaged.passRetained(self).toOpaque()
        let status = unsafe pthread_create(&thread, nil, Self.body, closure)
        precondition(status == 0, "no thread for child processes")
    }

    private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        closure in
        guard let closure = unsafe closure else { return nil }
        let spawner = unsafe Unmanaged<SpawnThread>.fromOpaque(closure).takeUnretainedValue()
        while true {
            spawner.arrived.wait()
            spawner.jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
        }
    }

    /// Runs a piece of work on the thread.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            jobs.withLock { $0.append { continuation.resume(with: Result(catching: work)) } }
            arrived.signal()
        }
    }
}
