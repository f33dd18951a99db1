import JSON

/// Writes the tickets of a page until there are enough of them.
struct PageWriter {
    private let rows: ChunkedArray<TicketRow>
    private let limit: Int
    private let size: Int
    private let start: Int
    private(set) var count = 0
    /// The row written last.
    private(set) var last: Int?

    /// Begins the page.
    ///
    /// - Parameters:
    ///   - size: how many bytes the tickets may take in all; one ticket is always written.
    ///   - writer: has what stands before the tickets.
    init(rows: ChunkedArray<TicketRow>, limit: Int, size: Int, to writer: inout JSONWriter) {
        self.rows = rows
        self.limit = limit
        self.size = size
        start = writer.bytes.count
        writer.reserve(min(size, min(limit, rows.count) * 520) + 256)
        writer.beginArray()
    }

    /// - Returns: whether there is room for another one, as far as one can tell.
    mutating func add(_ row: Int, to writer: inout JSONWriter) -> Bool {
        let body = rows[row].body
        // One byte for the comma, one for the end.
        if count > 0, writer.bytes.count - start + body.count + 2 > size { return false }
        writer.raw(body)
        count += 1
        last = row
        return count < limit
    }
}
