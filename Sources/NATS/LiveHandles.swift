import Dispatch
import Synchronization

/// Counts the objects of libnats that a connection has made and not yet destroyed.
final class LiveHandles: Sendable {
    private let total = Atomic(0)
    private let group = DispatchGroup()

    /// How many there are now.
    var count: Int { total.load(ordering: .relaxed) }

    func add() {
        group.enter()
        total.add(1, ordering: .relaxed)
    }

    func remove() {
        total.subtract(1, ordering: .relaxed)
        group.leave()
    }

    /// Waits until none is left.
    func empty() async {
        await withCheckedContinuation { continuation in
            group.notify(queue: .global()) { continuation.resume() }
        }
    }
}
