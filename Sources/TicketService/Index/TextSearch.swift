import Tickets

/// The search index of a tenant's rows, brought up to date in small steps.
///
/// New and changed texts wait until somebody searches. When a quarter of the texts is dead, a new index is
/// made beside the old one, a few texts with each change.
struct TextSearch: Sendable {
    /// How many texts of the new index each change pays for.
    private static let textsPerChange = 16

    private var index = SearchIndex()
    private var waiting: [UInt32]
    private var done = 0
    private var next: SearchIndex?
    private var nextWaiting: [UInt32] = []
    private var buffer: [UInt8] = []

    /// An index that knows no text yet.
    ///
    /// - Parameter rows: those that are there.
    init(_ rows: Bitmap) {
        waiting = []
        waiting.reserveCapacity(rows.count)
        rows.forEach { waiting.append(UInt32($0)) }
    }

    /// How many texts wait to be put into the index.
    var waitingCount: Int { waiting.count - done }

    /// How much memory it takes, in bytes, near enough.
    var size: Int { index.size + (next?.size ?? 0) }

    /// A row has a text, or another one than before.
    mutating func changed(_ row: Int, _ rows: ChunkedArray<TicketRow>) {
        index.remove(row)
        waiting.append(UInt32(row))
        next?.remove(row)
        if next != nil { nextWaiting.append(UInt32(row)) }
        renew(rows)
    }

    /// A row is not there any more.
    mutating func removed(_ row: Int, _ rows: ChunkedArray<TicketRow>) {
        index.remove(row)
        next?.remove(row)
        renew(rows)
    }

    /// Puts waiting texts into the index.
    mutating func catchUp(_ rows: ChunkedArray<TicketRow>, atMost count: Int) {
        for _ in 0..<min(count, waitingCount) {
            TextSearch.add(Int(waiting[done]), rows, to: &index, &buffer)
            done += 1
        }
        if done == waiting.count {
            waiting.removeAll(keepingCapacity: done < 4096)
            done = 0
        }
    }

    private static func add(
        _ row: Int, _ rows: ChunkedArray<TicketRow>, to index: inout SearchIndex, _ buffer: inout [UInt8]
    ) {
        guard rows[row].isAlive, !index.contains(row) else { return }
        TicketBody.fold(rows[row].body, into: &buffer)
        index.add(row, buffer)
    }

    private mutating func renew(_ rows: ChunkedArray<TicketRow>) {
        if next == nil, index.deadCount > 1024, index.deadCount * 4 > index.count {
            next = SearchIndex()
            nextWaiting = (0..<UInt32(rows.count)).reversed()
        }
        guard var renewed = next.take() else { return }
        for _ in 0..<TextSearch.textsPerChange {
            guard let row = nextWaiting.popLast() else {
                index = renewed
                return
            }
            TextSearch.add(Int(row), rows, to: &renewed, &buffer)
        }
        next = renewed
    }

    /// Those of the rows whose text a word occurs in.
    ///
    /// - Parameter word: folded, not empty.
    mutating func rows(with word: [UInt8], among candidates: Bitmap, _ rows: ChunkedArray<TicketRow>)
        -> Bitmap
    {
        guard !word.contains(where: SearchIndex.isSpace) else {
            return TextSearch.scan(for: word, among: candidates, rows)
        }
        let scan = TextScan(word)
        var text: [UInt8] = []
        return index.rows(with: word, among: candidates) { row in
            TicketBody.fold(rows[row].body, into: &text)
            return scan.occurs(in: text)
        }
    }

    /// The same without an index.
    static func scan(
        for word: [UInt8], among candidates: Bitmap, _ rows: ChunkedArray<TicketRow>
    ) -> Bitmap {
        let scan = TextScan(word)
        var found = Bitmap(below: rows.count)
        var text: [UInt8] = []
        candidates.forEach { row in
            TicketBody.fold(rows[row].body, into: &text)
            if scan.occurs(in: text) { found.insert(row) }
        }
        return found
    }
}
