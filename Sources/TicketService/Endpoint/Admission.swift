import Synchronization

/// How much may be worked on at once, by number and by bytes.
final class Admission: Sendable {
    private let requestLimit: Int
    private let byteLimit: Int
    private let requests = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)
    private let refusals = Atomic<Int>(0)

    init(requests: Int, bytes: Int) {
        requestLimit = requests
        byteLimit = bytes
    }

    /// How many requests are being worked on.
    var underWay: Int { requests.load(ordering: .relaxed) }

    /// How many were refused.
    var refused: Int { refusals.load(ordering: .relaxed) }

    /// Whether more than that many wait to be looked at; then one of them is refused.
    func refuses(waiting: Int) -> Bool {
        guard waiting > requestLimit else { return false }
        refusals.add(1, ordering: .relaxed)
        return true
    }

    /// Whether one more of that size may be worked on; if so, `release` follows. One alone always may.
    func admit(_ size: Int) -> Bool {
        let number = requests.add(1, ordering: .relaxed).newValue
        let total = bytes.add(size, ordering: .relaxed).newValue
        if number == 1 || (number <= requestLimit && total <= byteLimit) { return true }
        release(size)
        refusals.add(1, ordering: .relaxed)
        return false
    }

    /// One of that size is done.
    func release(_ size: Int) {
        requests.subtract(1, ordering: .relaxed)
        bytes.subtract(size, ordering: .relaxed)
    }
}
