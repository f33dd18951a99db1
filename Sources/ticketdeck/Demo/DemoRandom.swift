/// Random numbers from a seed (SplitMix64): the same story each time for the same seed.
struct DemoRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Whether something of this probability happens.
    mutating func happens(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    /// A time between two, shorter ones more often.
    mutating func time(from least: Duration, to most: Duration) -> Duration {
        let share = Double.random(in: 0..<1, using: &self)
        return least + (most - least) * (share * share)
    }
}
