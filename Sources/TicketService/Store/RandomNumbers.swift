import Glibc
import Synchronization

/// Numbers of the system's generator, read many at a time: each reading is a call of the kernel.
struct RandomNumbers: RandomNumberGenerator {
    private static let store = Mutex<[UInt64]>([])

    func next() -> UInt64 {
        Self.store.withLock { store in
            if let number = store.popLast() { return number }
            // As much as the kernel gives at once.
            store = [UInt64](repeating: 0, count: 32)
            let status = unsafe store.withUnsafeMutableBytes {
                unsafe $0.baseAddress.map { unsafe getentropy($0, 256) }
            }
            guard status == 0, let number = store.popLast() else {
                store = []
                var system = SystemRandomNumberGenerator()
                return system.next()
            }
            return number
        }
    }
}
