/// A set of small numbers, one bit each.
struct Bitmap: Sendable, Equatable {
    private(set) var words: [UInt64] = []

    /// No numbers.
    init() {}

    /// No numbers, with room for those below a bound.
    init(below bound: Int) { words = Array(repeating: 0, count: (bound + 63) / 64) }

    /// All numbers below a bound.
    init(allBelow bound: Int) {
        words = Array(repeating: .max, count: (bound + 63) / 64)
        if bound % 64 != 0 { words[words.count - 1] = (1 << UInt64(bound % 64)) - 1 }
    }

    func contains(_ number: Int) -> Bool {
        number >> 6 < words.count && words[number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    mutating func insert(_ number: Int) {
        while number >> 6 >= words.count { words.append(0) }
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    mutating func remove(_ number: Int) {
        guard number >> 6 < words.count else { return }
        words[number >> 6] &= ~(1 << UInt64(number & 63))
    }

    /// Takes out the numbers from a bound on.
    mutating func keep(below bound: Int) {
        guard bound >> 6 < words.count else { return }
        words[bound >> 6] &= (1 << UInt64(bound & 63)) - 1
        for index in words.indices.dropFirst(bound >> 6 + 1) { words[index] = 0 }
    }

    /// How many numbers there are.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    mutating func formUnion(_ other: Bitmap) {
        while words.count < other.words.count { words.append(0) }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    mutating func formIntersection(_ other: Bitmap) {
        for index in words.indices {
            words[index] &= index < other.words.count ? other.words[index] : 0
        }
    }

    mutating func subtract(_ other: Bitmap) {
        for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
    }

    func subtracting(_ other: Bitmap) -> Bitmap {
        var result = self
        result.subtract(other)
        return result
    }

    /// Calls the body with each number, in ascending order.
    func forEach(_ body: (Int) -> Void) {
        for (index, word) in words.enumerated() where word != 0 {
            var rest = word
            while rest != 0 {
                body(index << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }
}

extension Bitmap {
    /// Makes room for the numbers below a bound.
    mutating func reserve(below bound: Int) {
        let missing = (bound + 63) / 64 - words.count
        if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
    }

    /// Lets the body set bits where there is room already.
    mutating func withWords(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
        unsafe words.withUnsafeMutableBufferPointer { unsafe body($0) }
    }
}
