/// What stands before the body of an HTTP reply.
struct HTTPHead: Equatable {
    /// The three digits of the status line.
    let status: Int
    /// The length of the body in bytes, when the server said it.
    let contentLength: Int?
    /// Whether the body stands there as it is, neither chunked nor compressed.
    let isPlain: Bool
    /// The bytes of the head, with the empty line behind it.
    let length: Int

    /// A head has about 150 bytes; what is longer than this is something else.
    static let sizeLimit = 16 << 10

    /// Reads the head; `nil` when it is not one, or not all of it is there.
    init?(parsing bytes: [UInt8]) {
        guard let end = Self.endOfHead(bytes) else { return nil }
        length = end
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        var lines = text.split(separator: "\r\n")[...]
        guard let first = lines.popFirst(), first.hasPrefix("HTTP/1.") else { return nil }
        let words = first.split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]), (100...599).contains(status) else { return nil }
        self.status = status
        var contentLength: Int?
        var isPlain = true
        for line in lines {
            let name = line.prefix { $0 != ":" }.lowercased()
            let value = line.dropFirst(name.count + 1).drop { $0 == " " }
            switch name {
            case "content-length":
                guard let number = Int(value), number >= 0 else { return nil }
                contentLength = number
            case "transfer-encoding", "content-encoding":
                isPlain = isPlain && value.lowercased() == "identity"
            default: break
            }
        }
        self.contentLength = contentLength
        self.isPlain = isPlain
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let window = bytes.prefix(sizeLimit)
        let mark: [UInt8] = [13, 10, 13, 10]
        guard window.count >= mark.count else { return nil }
        let last = window.count - mark.count
        return (0...last).first { window[$0..<$0 + mark.count].elementsEqual(mark) }.map { $0 + mark.count }
    }
}
