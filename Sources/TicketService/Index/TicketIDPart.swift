import Tickets

/// A part of an id's text; only words of hexadecimal digits and dashes can be one.
struct TicketIDPart {
    /// Some digits of one half of an id.
    private struct Digits {
        var mask: UInt64 = 0
        var value: UInt64 = 0

        func match(_ half: UInt64) -> Bool { half & mask == value }
    }

    /// The part at each place where it fits, by the half that it lies in.
    private var inHigh: [Digits] = []
    private var inLow: [Digits] = []
    private var inBoth: [(high: Digits, low: Digits)] = []

    /// - Parameter word: folded; `nil` when no id can hold it.
    init?(_ word: [UInt8]) {
        guard !word.isEmpty, word.count <= 36, word.allSatisfy(TicketIDPart.canStandInID) else { return nil }
        for place in 0...36 - word.count { add(word, at: place) }
    }

    private static func canStandInID(_ byte: UInt8) -> Bool { byte == 0x2D || digit(byte) != nil }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }

    private mutating func add(_ word: [UInt8], at place: Int) {
        var halves = (high: Digits(), low: Digits())
        for (index, byte) in word.enumerated() {
            let position = place + index
            let isDash = position == 8 || position == 13 || position == 18 || position == 23
            guard isDash == (byte == 0x2D) else { return }
            guard let digit = TicketIDPart.digit(byte) else { continue }
            let dashes = [8, 13, 18, 23].count { $0 < position }
            let number = position - dashes
            let shift = UInt64(60 - number % 16 * 4)
            if number < 16 {
                halves.high.mask |= 15 << shift
                halves.high.value |= digit << shift
            } else {
                halves.low.mask |= 15 << shift
                halves.low.value |= digit << shift
            }
        }
        if halves.low.mask == 0 {
            inHigh.append(halves.high)
        } else if halves.high.mask == 0 {
            inLow.append(halves.low)
        } else {
            inBoth.append(halves)
        }
    }

    /// Whether the text of an id holds the part.
    func occurs(in id: TicketID) -> Bool {
        for digits in inLow where digits.match(id.low) { return true }
        for digits in inHigh where digits.match(id.high) { return true }
        for digits in inBoth where digits.high.match(id.high) && digits.low.match(id.low) { return true }
        return false
    }

    /// Those of the rows whose id holds the part.
    func rows(among candidates: Bitmap, _ rows: ChunkedArray<TicketRow>) -> Bitmap {
        var found = Bitmap(below: rows.count)
        candidates.forEach { if occurs(in: rows[$0].id) { found.insert($0) } }
        return found
    }
}
