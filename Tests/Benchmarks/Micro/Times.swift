/// How long the same work took, each time.
struct Times {
    private let sorted: [Duration]

    /// Does the work that often; the first tenth is not counted.
    init(_ count: Int, _ work: (Int) -> Void) {
        var times: [Duration] = []
        times.reserveCapacity(count)
        let clock = ContinuousClock()
        for index in 0..<count + count / 10 {
            let time = clock.measure { work(index) }
            if index >= count / 10 { times.append(time) }
        }
        sorted = times.sorted()
    }

    /// Times that were measured elsewhere; at least one.
    init(_ times: [Duration]) { sorted = times.sorted() }

    /// The time that this part of the runs did not exceed.
    func microseconds(_ part: Double) -> Double {
        let time = sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
        return Double(time.components.attoseconds) / 1e12 + Double(time.components.seconds) * 1e6
    }

    /// The same as text.
    func text(_ part: Double) -> String {
        let value = microseconds(part)
        return value < 1000
            ? "\((value * 10).rounded() / 10) us" : "\((value / 10).rounded() / 100) ms"
    }
}
