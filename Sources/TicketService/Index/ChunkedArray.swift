/// Elements by number, kept in pieces: growing moves none of them, and a copy shares what nobody changes.
struct ChunkedArray<Element> {
    private static var bits: Int { 10 }
    private static var chunkSize: Int { 1 << bits }

    private var chunks: [[Element]] = []
    private(set) var count = 0

    subscript(index: Int) -> Element {
        get { chunks[index >> Self.bits][index & (Self.chunkSize - 1)] }
        set { chunks[index >> Self.bits][index & (Self.chunkSize - 1)] = newValue }
    }

    mutating func append(_ element: Element) {
        if count & (Self.chunkSize - 1) == 0 {
            var chunk: [Element] = []
            // The first one grows with what little there is.
            if count > 0 { chunk.reserveCapacity(Self.chunkSize) }
            chunks.append(chunk)
        }
        chunks[count >> Self.bits].append(element)
        count += 1
    }

    /// Changes an element where it stands.
    mutating func modify(_ index: Int, _ body: (inout Element) -> Void) {
        body(&chunks[index >> Self.bits][index & (Self.chunkSize - 1)])
    }

    /// Calls the body with each piece and the number of its first element.
    func forEachChunk(_ body: (_ first: Int, _ elements: [Element]) -> Void) {
        for (number, chunk) in chunks.enumerated() { body(number << Self.bits, chunk) }
    }
}

extension ChunkedArray: Sendable where Element: Sendable {}
