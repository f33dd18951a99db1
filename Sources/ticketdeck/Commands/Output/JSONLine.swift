import JSON

/// JSON of others on its way to a line of output: as it came where that is harmless, never read into values.
enum JSONLine {
    /// Writes a payload as a value: JSON as it is, anything else as a string.
    ///
    /// - Returns: whether it was JSON.
    @discardableResult
    static func write(_ payload: [UInt8], to writer: inout JSONWriter) -> Bool {
        guard let inspection = JSONInspection(payload) else {
            writer.raw(DisplayText.json(JSONValue.string(String(decoding: payload, as: UTF8.self)).encoded))
            return false
        }
        let compact = inspection.hasSpace ? withoutSpace(payload) : payload
        writer.raw(inspection.isPlain ? compact : DisplayText.json(compact))
        return true
    }

    /// JSON without the white space outside of its strings: one line.
    private static func withoutSpace(_ text: [UInt8]) -> [UInt8] {
        var compact: [UInt8] = []
        compact.reserveCapacity(text.count)
        var (isInString, isEscaped) = (false, false)
        for byte in text {
            if isInString {
                if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            } else if byte <= 0x20 {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            }
            compact.append(byte)
        }
        return compact
    }
}
