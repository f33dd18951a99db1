import Tickets

/// The ids of rows, bit by bit: for each bit of an id the rows in which it is set. A part of an id is so looked
/// for in 64 rows at once.
struct TicketIDPlanes: Sendable {
    private static let planes = 128
    /// So many rows stand together, 64 in a number, so that their planes fit into a processor's cache.
    private static let wordsPerPlane = 64
    private static let rowsPerBlock = wordsPerPlane * 64

    /// In each block one plane after the other.
    private var blocks: [[UInt64]] = []
    /// How many rows are known, from the first one on.
    private(set) var count = 0

    /// Takes the next rows.
    mutating func catchUp(_ rows: ChunkedArray<TicketRow>, atMost wanted: Int) {
        let end = min(rows.count, count + wanted)
        while count < end {
            if count % Self.rowsPerBlock == 0 {
                blocks.append(Array(repeating: 0, count: Self.planes * Self.wordsPerPlane))
            }
            if count % 64 == 0, count + 64 <= end {
                takeWord(rows)
                count += 64
            } else {
                set(count, rows[count].id)
                count += 1
            }
        }
    }

    /// A row that is known has another id now.
    mutating func replace(_ row: Int, _ id: TicketID) {
        if row < count { set(row, id) }
    }

    private mutating func set(_ row: Int, _ id: TicketID) {
        let (block, place) = (row / Self.rowsPerBlock, row % Self.rowsPerBlock)
        let (word, bit) = (place / 64, UInt64(place % 64))
        for plane in 0..<Self.planes {
            let half = plane < 64 ? id.high : id.low
            let index = plane * Self.wordsPerPlane + word
            blocks[block][index] &= ~(1 << bit)
            blocks[block][index] |= (half >> UInt64(63 - plane % 64) & 1) << bit
        }
    }

    /// Takes 64 rows at once.
    private mutating func takeWord(_ rows: ChunkedArray<TicketRow>) {
        // The last row first: the first one stands in the lowest bit then.
        var high = (0..<64).map { rows[count + 63 - $0].id.high }
        var low = (0..<64).map { rows[count + 63 - $0].id.low }
        Self.transpose(&high)
        Self.transpose(&low)
        let (block, word) = (count / Self.rowsPerBlock, count % Self.rowsPerBlock / 64)
        for plane in 0..<64 {
            blocks[block][plane * Self.wordsPerPlane + word] = high[plane]
            blocks[block][(plane + 64) * Self.wordsPerPlane + word] = low[plane]
        }
    }

    /// Mirrors a square of 64 by 64 bits: halves are swapped, then halves of halves.
    private static func transpose(_ square: inout [UInt64]) {
        var (width, mask): (Int, UInt64) = (32, 0xFFFF_FFFF)
        while width > 0 {
            var row = 0
            while row < 64 {
                let other = row | width
                let difference = (square[row] ^ square[other] >> UInt64(width)) & mask
                square[row] ^= difference
                square[other] ^= difference << UInt64(width)
                row = (other + 1) & ~width
            }
            width >>= 1
            mask ^= mask << UInt64(width)
        }
    }
}

extension TicketIDPlanes {
    /// The rows, of those known, whose id holds a part.
    func rows(with part: TicketIDPart) -> Bitmap {
        var found = Bitmap(below: count)
        let placements = part.placements
        unsafe found.withWords { words in
            for (number, block) in blocks.enumerated() {
                let first = number * Self.wordsPerPlane
                let last = min(words.count, first + Self.wordsPerPlane)
                unsafe block.withUnsafeBufferPointer { block in
                    let words = unsafe UnsafeMutableBufferPointer(rebasing: words[first..<last])
                    unsafe Self.search(placements, block, words)
                }
            }
        }
        if count % 64 != 0 { found.keep(below: count) }
        return found
    }

    private static func search(
        _ placements: [[TicketIDPart.Placed]], _ block: UnsafeBufferPointer<UInt64>,
        _ found: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: wordsPerPlane) { candidates in
            for placement in placements {
                unsafe candidates.initialize(repeating: .max)
                let isFound = placement.allSatisfy { unsafe narrow(candidates, to: $0, block) }
                guard isFound else { continue }
                for word in found.indices { unsafe found[word] |= candidates[word] }
            }
        }
    }

    /// Keeps the rows that have a digit; whether there are any.
    private static func narrow(
        _ candidates: UnsafeMutableBufferPointer<UInt64>, to placed: TicketIDPart.Placed,
        _ block: UnsafeBufferPointer<UInt64>
    ) -> Bool {
        let first = placed.place * 4 * wordsPerPlane
        // A bit that must not be set is turned around.
        let (a, b, c, d) = (
            placed.digit & 8 == 0 ? UInt64.max : 0, placed.digit & 4 == 0 ? UInt64.max : 0,
            placed.digit & 2 == 0 ? UInt64.max : 0, placed.digit & 1 == 0 ? UInt64.max : 0
        )
        var any: UInt64 = 0
        for word in 0..<wordsPerPlane {
            let at = first &+ word
            let one = unsafe (block[at] ^ a) & (block[at &+ wordsPerPlane] ^ b)
            let other = unsafe (block[at &+ 2 &* wordsPerPlane] ^ c) & (block[at &+ 3 &* wordsPerPlane] ^ d)
            unsafe candidates[word] &= one & other
            unsafe any |= candidates[word]
        }
        return any != 0
    }
}
