/// Rows in the order of a sort, kept in blocks, so that a row is put in or taken out by moving few others.
struct RowOrder: Sendable {
    private static let blockSize = 512

    /// None of them empty.
    private var blocks: [[UInt32]] = []
    private(set) var count = 0

    /// No rows.
    init() {}

    /// Rows that are in order already.
    init(sorted rows: [UInt32]) {
        let size = RowOrder.blockSize * 3 / 4
        blocks = stride(from: 0, to: rows.count, by: size).map {
            Array(rows[$0..<min(rows.count, $0 + size)])
        }
        count = rows.count
    }

    /// Puts a row in its place.
    ///
    /// - Parameter precedes: whether a row stands before another one.
    mutating func insert(_ row: UInt32, _ precedes: (UInt32, UInt32) -> Bool) {
        count += 1
        // New rows come last more often than not.
        if let last = blocks.last?.last, precedes(last, row) { return append(row) }
        guard !blocks.isEmpty else {
            blocks.append([row])
            return
        }
        let block = blocks.partitioningIndex { !precedes($0[$0.count - 1], row) }
        let place = blocks[block].partitioningIndex { !precedes($0, row) }
        blocks[block].insert(row, at: place)
        if blocks[block].count > RowOrder.blockSize { split(block) }
    }

    private mutating func append(_ row: UInt32) {
        let last = blocks.count - 1
        if blocks[last].count < RowOrder.blockSize {
            blocks[last].append(row)
        } else {
            blocks.append([row])
        }
    }

    private mutating func split(_ block: Int) {
        let half = blocks[block].count / 2
        blocks.insert(Array(blocks[block][half...]), at: block + 1)
        blocks[block] = Array(blocks[block][..<half])
    }

    /// Takes a row out, while its place is still what it was when it was put in.
    mutating func remove(_ row: UInt32, _ precedes: (UInt32, UInt32) -> Bool) {
        let block = blocks.partitioningIndex { !precedes($0[$0.count - 1], row) }
        guard block < blocks.count else { return }
        let place = blocks[block].partitioningIndex { !precedes($0, row) }
        guard place < blocks[block].count, blocks[block][place] == row else { return }
        blocks[block].remove(at: place)
        if blocks[block].isEmpty { blocks.remove(at: block) }
        count -= 1
    }

    /// How many rows stand in the first part, when all of it stand before all of the second.
    func rank(_ belongsToSecond: (UInt32) -> Bool) -> Int {
        let block = blocks.partitioningIndex { belongsToSecond($0[$0.count - 1]) }
        guard block < blocks.count else { return count }
        let before = blocks[..<block].reduce(0) { $0 + $1.count }
        return before + blocks[block].partitioningIndex(where: belongsToSecond)
    }

    /// Calls the body with each row from a rank on, until it says that it has enough.
    ///
    /// - Parameters:
    ///   - isReversed: whether the last row comes first; the rank counts from there then.
    ///   - body: whether to go on.
    func visit(from rank: Int, isReversed: Bool, _ body: (UInt32) -> Bool) {
        var skipped = rank
        for number in blocks.indices {
            let block = blocks[isReversed ? blocks.count - 1 - number : number]
            if skipped >= block.count {
                skipped -= block.count
                continue
            }
            for place in skipped..<block.count {
                guard body(block[isReversed ? block.count - 1 - place : place]) else { return }
            }
            skipped = 0
        }
    }

    /// All rows, in order.
    var rows: [UInt32] { blocks.flatMap { $0 } }
}
