import Tickets

/// A part of an id's text; only words of hexadecimal digits and dashes can be one.
struct TicketIDPart {
    /// Some digits of one half of an id.
    private struct Digits {
        var mask: UInt64 = 0
        var value: UInt64 = 0

        func match(_ half: UInt64) -> Bool { half & mask == value }
    }

    /// A digit that stands at a place of the 32.
    struct Placed: Sendable {
        let place: Int
        let digit: UInt64
    }

    /// Wherever the part fits: its digits at their places.
    private(set) var placements: [[Placed]] = []
    /// A part with a dash fits at few places only: what stands there.
    private var places: [(high: Digits, low: Digits)] = []
    /// A part without a dash is looked for at all places at once: each digit, sixteen times.
    private var digits: [UInt64] = []
    /// Where a part without a dash may begin in each half, as the highest bit of a digit.
    private var starts = SIMD2<UInt64>()

    /// - Parameter word: folded; `nil` when no id can hold it.
    init?(_ word: [UInt8]) {
        guard !word.isEmpty, word.count <= 36, word.allSatisfy(TicketIDPart.canStandInID) else { return nil }
        for place in 0...36 - word.count { add(word, at: place) }
        if !word.contains(0x2D) {
            digits = word.map { (TicketIDPart.digit($0) ?? 0) &* 0x1111_1111_1111_1111 }
            starts = SIMD2(
                TicketIDPart.starts(of: word.count, between: [0, 8, 12, 16]),
                TicketIDPart.starts(of: word.count, between: [0, 4, 16]))
        }
    }

    /// Whether an id may hold a word as it was typed.
    static func isPossible(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { canStandInID($0 &- 0x41 < 6 ? $0 | 0x20 : $0) }
    }

    private static func canStandInID(_ byte: UInt8) -> Bool { byte == 0x2D || digit(byte) != nil }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Where so many digits fit between two dashes or ends of a half.
    private static func starts(of count: Int, between edges: [Int]) -> UInt64 {
        var starts: UInt64 = 0
        for (begin, end) in zip(edges, edges.dropFirst()) {
            for start in begin..<end where start + count <= end { starts |= 8 << UInt64(60 - start * 4) }
        }
        return starts
    }

    private mutating func add(_ word: [UInt8], at place: Int) {
        var halves = (high: Digits(), low: Digits())
        var placed: [Placed] = []
        for (index, byte) in word.enumerated() {
            let position = place + index
            let isDash = position == 8 || position == 13 || position == 18 || position == 23
            guard isDash == (byte == 0x2D) else { return }
            guard let digit = TicketIDPart.digit(byte) else { continue }
            let dashes = [8, 13, 18, 23].count { $0 < position }
            let number = position - dashes
            placed.append(Placed(place: number, digit: digit))
            let shift = UInt64(60 - number % 16 * 4)
            if number < 16 {
                halves.high.mask |= 15 << shift
                halves.high.value |= digit << shift
            } else {
                halves.low.mask |= 15 << shift
                halves.low.value |= digit << shift
            }
        }
        placements.append(placed)
        places.append(halves)
    }

    /// Whether the text of an id holds the part.
    func occurs(in id: TicketID) -> Bool {
        if digits.isEmpty {
            return places.contains { $0.high.match(id.high) && $0.low.match(id.low) }
        }
        let halves = SIMD2(id.high, id.low)
        let lowBits = SIMD2<UInt64>(repeating: 0x7777_7777_7777_7777)
        var found = starts
        var shift: UInt64 = 0
        for digit in digits {
            // A digit that is the same leaves 0; its highest bit is set where that is so.
            let difference = halves ^ SIMD2(repeating: digit)
            let same = ~((difference & lowBits) &+ lowBits | difference | lowBits)
            found &= same &<< SIMD2(repeating: shift)
            if found[0] | found[1] == 0 { return false }
            shift += 4
        }
        return true
    }

    /// Those of the rows whose id holds the part.
    func rows(among candidates: Bitmap, _ rows: ChunkedArray<TicketRow>) -> Bitmap {
        var found = Bitmap(below: rows.count)
        candidates.forEach { if occurs(in: rows[$0].id) { found.insert($0) } }
        return found
    }
}
