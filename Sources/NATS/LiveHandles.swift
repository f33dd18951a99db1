import Dispatch
import Synchronization

/// Counts the objects of libnats that a connection has made and not yet destroyed.
final class LiveHandles: Sendable {
    /// All of the process, for tests.
    static let total = Atomic(0)

    private let group = DispatchGroup()

    func add() {
        group.enter()
        Self.total.add(1, ordering: .relaxed)
    }

    func remove() {
        Self.total.subtract(1, ordering: .relaxed)
        group.leave()
    }

    /// Waits until none is left.
    func empty() async {
        await withCheckedContinuation { continuation in
            group.notify(queue: .global()) { continuation.resume() }
        }
    }
}
