/// Finds a short text in a long one.
struct TextScan {
    private let needle: [UInt8]

    /// - Parameter needle: at least one byte.
    init(_ needle: [UInt8]) { self.needle = needle }

    /// Whether the needle occurs in the text.
    func occurs(in text: [UInt8]) -> Bool {
        unsafe text.withUnsafeBufferPointer { unsafe next(in: $0, from: 0) != nil }
    }

    /// Where the needle begins for the first time from a position on.
    ///
    /// Sixteen places at once are looked at for the first and the last byte of the needle.
    func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let last = needle.count - 1
        guard let base = text.baseAddress, last >= 0, start + needle.count <= text.count else { return nil }
        let raw = unsafe UnsafeRawPointer(base)
        let firsts = SIMD16<UInt8>(repeating: needle[0])
        let lasts = SIMD16<UInt8>(repeating: needle[last])
        var position = start
        while position + last + 16 <= text.count {
            let heads = unsafe raw.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
            let tails = unsafe raw.loadUnaligned(fromByteOffset: position + last, as: SIMD16<UInt8>.self)
            let difference = (heads ^ firsts) | (tails ^ lasts)
            if difference.min() == 0 {
                for offset in 0..<16 where difference[offset] == 0 {
                    if unsafe matches(text, at: position + offset) { return position + offset }
                }
            }
            position += 16
        }
        while position + last < text.count {
            if unsafe matches(text, at: position) { return position }
            position += 1
        }
        return nil
    }

    private func matches(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        for index in needle.indices where unsafe text[position + index] != needle[index] { return false }
        return true
    }
}
