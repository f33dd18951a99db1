import Tickets

/// What is read from a ticket's encoded form without decoding it: `{"id":"...","title":"...","description":"...",`
/// as `Ticket.encoded` writes it.
enum TicketBody {
    /// Where the title begins.
    private static let titleStart = 54
    /// How much stands between the title and the description.
    private static let betweenTexts = 17

    /// The title, without its escapes.
    static func title(_ body: [UInt8]) -> String {
        let text = unsafe body.withUnsafeBufferPointer { bytes in
            unsafe unescaped(bytes, titleStart..<end(of: titleStart, in: bytes))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The title, folded as `TicketFilter` and `TicketSort` do.
    static func foldedTitle(_ body: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        unsafe body.withUnsafeBufferPointer { bytes in
            _ = unsafe fold(bytes, from: titleStart, into: &text)
        }
        return text
    }

    /// Eight bytes of the folded title as a number that has their order, zeros behind its end.
    ///
    /// - Parameter depth: how many bytes are left out before them.
    static func titleKey(_ body: [UInt8], at depth: Int) -> UInt64 {
        if let key = plainTitleKey(body, at: depth) { return key }
        let title = foldedTitle(body)
        return (depth..<depth + 8).reduce(0) { $0 << 8 | UInt64($1 < title.count ? title[$1] : 0) }
    }

    /// `nil` when something but plain ASCII comes before its end.
    private static func plainTitleKey(_ body: [UInt8], at depth: Int) -> UInt64? {
        unsafe body.withUnsafeBufferPointer { bytes in
            var key: UInt64 = 0
            let first = titleStart + depth
            for position in titleStart..<first + 8 {
                guard position < bytes.count else { return nil }
                let byte = unsafe bytes[position]
                if byte == 0x22 {
                    let missing = first + 8 - max(first, position)
                    return missing == 8 ? 0 : key << UInt64(8 * missing)
                }
                guard byte < 0x80, byte != 0x5C else { return nil }
                if position >= first { key = key << 8 | UInt64(lowercased(byte)) }
            }
            return key
        }
    }

    /// Title and description, folded as `TicketFilter` does, with a space between.
    ///
    /// - Parameter text: what it holds goes; its memory is used again.
    static func fold(_ body: [UInt8], into text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        unsafe body.withUnsafeBufferPointer { bytes in
            let end = unsafe fold(bytes, from: titleStart, into: &text)
            text.append(UInt8(ascii: " "))
            _ = unsafe fold(bytes, from: end + betweenTexts, into: &text)
        }
    }

    /// Less than 0 when the left title stands before the right one, 0 when they are the same, whatever
    /// the case.
    static func compareTitles(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if let order = compareASCII(left, right) { return order }
        let (left, right) = (foldedTitle(left), foldedTitle(right))
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    /// `nil` when something but plain ASCII comes before the first difference.
    private static func compareASCII(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                for position in titleStart..<min(left.count, right.count) {
                    let (one, other) = unsafe (left[position], right[position])
                    guard one < 0x80, other < 0x80, one != 0x5C, other != 0x5C else { return nil }
                    if one == 0x22 || other == 0x22 { return one == other ? 0 : one == 0x22 ? -1 : 1 }
                    let difference = Int(lowercased(one)) - Int(lowercased(other))
                    if difference != 0 { return difference }
                }
                return nil
            }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Where the string ends that begins at a position: at its quote.
    private static func end(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var position = start
        while position < bytes.count, unsafe bytes[position] != 0x22 {
            position += unsafe bytes[position] == 0x5C ? 2 : 1
        }
        return min(position, bytes.count)
    }

    /// Appends the string that begins at a position, folded.
    ///
    /// - Returns: where it ends.
    private static func fold(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into text: inout [UInt8]
    ) -> Int {
        let first = text.count
        var position = start
        while position < bytes.count {
            let byte = unsafe bytes[position]
            if byte == 0x22 { return position }
            if byte < 0x80, byte != 0x5C {
                text.append(lowercased(byte))
                position += 1
            } else if byte == 0x5C, position + 1 < bytes.count,
                let other = unsafe plainEscape(bytes[position + 1])
            {
                text.append(other)
                position += 2
            } else {
                break
            }
        }
        text.removeLast(text.count - first)
        let end = unsafe end(of: position, in: bytes)
        let whole = unsafe unescaped(bytes, start..<end)
        text.append(contentsOf: String(decoding: whole, as: UTF8.self).lowercased().utf8)
        return end
    }

    /// What an escape of one character stands for.
    private static func plainEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        default: nil
        }
    }

    private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = unsafe bytes[position]
            guard byte == 0x5C, position + 1 < range.upperBound else {
                text.append(byte)
                position += 1
                continue
            }
            let escape = unsafe bytes[position + 1]
            position += 2
            if let other = plainEscape(escape) {
                text.append(other)
            } else {
                // All that is left is a control character, as four digits.
                let digits = unsafe bytes[position..<min(position + 4, range.upperBound)]
                text.append(unsafe UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0x3F)
                position += 4
            }
        }
        return text
    }

    /// Whether two tickets have the same title, to the byte.
    static func haveSameTitles(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (leftEnd, rightEnd) = (endOfTitle(left), endOfTitle(right))
        return leftEnd == rightEnd
            && left[titleStart..<leftEnd].elementsEqual(right[titleStart..<rightEnd])
    }

    private static func endOfTitle(_ body: [UInt8]) -> Int {
        unsafe body.withUnsafeBufferPointer { unsafe end(of: titleStart, in: $0) }
    }

    /// Whether two tickets have the same title and description.
    static func haveSameTexts(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (leftEnd, rightEnd) = (endOfTexts(left), endOfTexts(right))
        return leftEnd == rightEnd
            && left[titleStart..<leftEnd].elementsEqual(right[titleStart..<rightEnd])
    }

    private static func endOfTexts(_ body: [UInt8]) -> Int {
        unsafe body.withUnsafeBufferPointer { bytes in
            unsafe end(of: end(of: titleStart, in: bytes) + betweenTexts, in: bytes)
        }
    }
}
