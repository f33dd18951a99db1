/// Collects what is pasted, up to the mark that ends it.
struct PasteBuffer {
    /// More than this, in bytes, is dropped: the terminal must not fill the memory.
    static let limit = 1 << 20

    private static let end = Array("\u{1B}[201~".utf8)
    private var body: [UInt8] = []
    private var matched = 0

    /// Takes bytes as they come from the terminal.
    ///
    /// - Returns: `nil` while the paste goes on; else the bytes behind its end, which were typed.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            if byte == Self.end[matched] {
                matched += 1
                if matched == Self.end.count { return Array(IteratorSequence(iterator)) }
            } else {
                for held in Self.end.prefix(matched) { append(held) }
                matched = byte == Self.end[0] ? 1 : 0
                if matched == 0 { append(byte) }
            }
        }
        return nil
    }

    /// The text so far: line ends as line feeds, without control characters but line feed and tab.
    func text(isUTF8: Bool) -> String {
        let decoded =
            isUTF8
            ? String(decoding: body, as: UTF8.self)
            : TextAssembler.characters(of: body, isUTF8: false)
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in decoded.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && previous != "\r") {
                result.append("\n")
            } else if scalar == "\t" || scalar.properties.generalCategory != .control {
                result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    private mutating func append(_ byte: UInt8) {
        if body.count < Self.limit { body.append(byte) }
    }
}
