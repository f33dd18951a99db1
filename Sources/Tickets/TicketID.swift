/// The identity of a ticket: a UUID of version 7 (RFC 9562), written in lower case.
public struct TicketID: Sendable, Hashable, Comparable {
    /// The first 16 hexadecimal digits.
    public let high: UInt64
    /// The last 16 hexadecimal digits.
    public let low: UInt64

    /// A new identity.
    ///
    /// - Parameters:
    ///   - time: the moment that the first 48 bits hold.
    ///   - random: where the other 74 bits come from.
    public init(at time: Timestamp, using random: inout some RandomNumberGenerator) {
        let randomHigh = UInt64.random(in: 0..<0x1000, using: &random)
        high = UInt64(truncatingIfNeeded: time.milliseconds) << 16 | 0x7000 | randomHigh
        low = 0x8000_0000_0000_0000 | UInt64.random(in: 0..<0x4000_0000_0000_0000, using: &random)
    }

    /// Reads a UUID of any version, in lower or upper case; `nil` when the text is anything else.
    public init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// Reads a UUID of any version, in lower or upper case; `nil` when the text is anything else.
    public init?(_ text: String) {
        let id = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe TicketID(digits: $0) }
        guard let id = id ?? TicketID(digits: Array(text.utf8)) else { return nil }
        self = id
    }

    /// Reads the bytes of a UUID of any version; `nil` when they are anything else.
    public init?(utf8 bytes: ArraySlice<UInt8>) { self.init(digits: bytes) }

    private init?(digits: some Collection<UInt8>) {
        guard digits.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        var position = 0
        for byte in digits {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard position < 36, let digit = TicketID.value(ofHexadecimal: byte) else { return nil }
                high = high << 4 | low >> 60
                low = low << 4 | digit
            }
            position += 1
        }
        guard position == 36 else { return nil }
        self.high = high
        self.low = low
    }

    /// The identity with these 16 bytes; `nil` when there are more or fewer.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes of the identity.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    private static func value(ofHexadecimal byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Identities of version 7 are in the order in which they were given.
    public static func < (left: TicketID, right: TicketID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The moment that the identity holds.
    public var time: Timestamp { Timestamp(milliseconds: Int64(high >> 16)) }
}

extension TicketID: CustomStringConvertible {
    /// The 36 characters of the UUID, in lower case.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// The bytes of `description`.
    public var utf8: [UInt8] {
        var text = [UInt8](repeating: UInt8(ascii: "-"), count: 36)
        var place = 0
        for position in 0..<32 {
            if place == 8 || place == 13 || place == 18 || place == 23 { place += 1 }
            let word = position < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - position % 16 * 4)) & 15
            text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            place += 1
        }
        return text
    }

    /// The last eight characters: enough to tell the tickets on one screen apart.
    public var short: String { String(description.suffix(8)) }
}
