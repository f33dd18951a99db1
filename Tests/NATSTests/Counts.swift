import Synchronization

/// Counts by number, from any thread.
final class Counts: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    var all: [Int: Int] { counts.withLock { $0 } }

    func add(_ number: Int) { counts.withLock { $0[number, default: 0] += 1 } }
}
