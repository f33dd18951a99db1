import Synchronization

extension Loopback {
    private static let clusterPorts = Mutex<Set<Int>>([])

    /// By how much a local cluster of up to five nodes can shift its ports; none of them given out before.
    public static func freeOffset() -> Int {
        while true {
            // From 5,222 to below 14,000: above those that a demo takes, below those of `freePort`, which are below
            // those of private servers.
            let offset = 10 * Int.random(in: 100..<277)
            let ports = [4222, 6222, 8222, 11222].flatMap { base in (0..<5).map { base + $0 + offset } }
            let areNew = clusterPorts.withLock { taken in
                guard taken.isDisjoint(with: ports) else { return false }
                taken.formUnion(ports)
                return true
            }
            if areNew, ports.allSatisfy({ $0 < 32_000 && isFree(UInt16($0)) }) { return offset }
        }
    }
}
