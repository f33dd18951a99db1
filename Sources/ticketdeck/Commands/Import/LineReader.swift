import TicketWire

/// The lines of a source, one after the other, however long the whole is.
struct LineReader {
    /// One line without its end.
    struct Line: Sendable {
        /// From 1.
        let number: Int
        let bytes: [UInt8]
        /// Whether it was too long, so that `bytes` are only its beginning.
        let isTooLong: Bool

        /// Whether nothing but white space stands in it; zeros, as in a damaged file, are no white space.
        var isBlank: Bool { !isTooLong && bytes.allSatisfy { " \t\r".utf8.contains($0) } }
    }

    /// The longest line that can be a request's data, in bytes.
    static let limit = ServiceRequest.maximumSize

    private let source: ByteSource
    private var buffer: ArraySlice<UInt8> = []
    private var number = 0
    private var isAtEnd = false

    init(_ source: ByteSource) { self.source = source }

    /// The next line; `nil` at the end. The last one need not have a line end.
    ///
    /// - Throws: `CommandFailure` when the source cannot be read.
    mutating func next() async throws -> Line? {
        var bytes: [UInt8] = []
        var length = 0
        func add(_ part: ArraySlice<UInt8>) {
            length += part.count
            bytes += part.prefix(max(0, LineReader.limit - bytes.count))
        }
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                add(buffer[..<end])
                buffer = buffer[(end + 1)...]
                return line(bytes, length)
            }
            add(buffer)
            buffer = []
            if isAtEnd { return length > 0 ? line(bytes, length) : nil }
            let chunk = try await source.next()
            isAtEnd = chunk.isEmpty
            buffer = chunk[...]
        }
    }

    private mutating func line(_ bytes: [UInt8], _ length: Int) -> Line {
        number += 1
        let text = bytes.last == UInt8(ascii: "\r") ? Array(bytes.dropLast()) : bytes
        return Line(number: number, bytes: text, isTooLong: length > LineReader.limit)
    }
}
