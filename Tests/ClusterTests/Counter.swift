import Synchronization

@testable import Cluster

/// Counts what happens on other threads.
final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func increase() { count.add(1, ordering: .sequentiallyConsistent) }
}

/// The snapshot seen last, for the words of a failed test.
final class LastSnapshot: Sendable {
    private let nodes = Mutex<[NodeHealth]>([])

    func set(_ nodes: [NodeHealth]) { self.nodes.withLock { $0 = nodes } }

    var description: String {
        nodes.withLock {
            $0.map { "\($0.name): \($0.state), \($0.reading?.routes ?? -1) routes" }.joined(separator: "; ")
        }
    }
}
