/// A moment in UTC, to the millisecond, written as RFC 3339 (`2026-11-20T23:43:11.123Z`).
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let milliseconds: Int64

    /// A moment that many milliseconds after 1970-01-01T00:00:00Z, kept within the years 0000 to 9999,
    /// the only ones that RFC 3339 can write.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Timestamp.range.lowerBound), Timestamp.range.upperBound)
    }

    /// 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The time from another moment to this one; negative when this one is earlier.
    public func since(_ other: Timestamp) -> Duration {
        .milliseconds(milliseconds - other.milliseconds)
    }

    /// The moment that much later; a duration beyond the years that can be written ends at their bounds.
    public func advanced(by duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let bounded = min(max(seconds, -1_000_000_000_000), 1_000_000_000_000)
        return Timestamp(milliseconds: milliseconds + bounded * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The moment as RFC 3339 in UTC with milliseconds.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// The bytes of `description`.
    public var utf8: [UInt8] {
        let date = CivilDate(daysSince1970: floorDivide(milliseconds, 86_400_000))
        let ofDay = milliseconds - floorDivide(milliseconds, 86_400_000) * 86_400_000
        var text: [UInt8] = []
        text.reserveCapacity(24)
        appendDigits(date.year / 100, 2, to: &text)
        appendDigits(date.year % 100, 2, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(date.month, 2, to: &text)
        text.append(UInt8(ascii: "-"))
        appendDigits(date.day, 2, to: &text)
        text.append(UInt8(ascii: "T"))
        appendDigits(ofDay / 3_600_000, 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(ofDay / 60_000 % 60, 2, to: &text)
        text.append(UInt8(ascii: ":"))
        appendDigits(ofDay / 1000 % 60, 2, to: &text)
        text.append(UInt8(ascii: "."))
        appendDigits(ofDay % 1000, 3, to: &text)
        text.append(UInt8(ascii: "Z"))
        return text
    }
}

extension Timestamp {
    /// Reads RFC 3339 with `Z` or an offset and any number of decimals; what is finer than a
    /// millisecond is cut off. `nil` when the text is anything else, or in UTC outside the years 0000
    /// to 9999.
    public init?(_ text: String) {
        if let time = Timestamp(bytes: text.utf8) {
            self = time
            return
        }
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
            reader.take("-"), let day = reader.number(2), reader.takeAny("Tt "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
            reader.take(":"), let second = reader.number(2),
            let fraction = reader.milliseconds(), let offset = reader.offset(), reader.isAtEnd,
            let date = CivilDate(year: year, month: month, day: day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let seconds = date.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second - offset
        let milliseconds = seconds * 1000 + fraction
        guard Timestamp.range.contains(milliseconds) else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

extension Timestamp {
    /// Reads the bytes that `utf8` gives; `nil` for any other form, which may be right too.
    public init?(written bytes: ArraySlice<UInt8>) {
        guard bytes.count == 24 else { return nil }
        self.init(bytes: bytes)
    }

    private init?(bytes text: some Sequence<UInt8>) {
        var fields: [7 of Int64] = [0, 0, 0, 0, 0, 0, 0]
        let form: StaticString = "yyyy-mm-ddThh:mm:ss.sssZ"
        var (position, field) = (0, 0)
        for byte in text {
            guard position < 24 else { return nil }
            let expected = unsafe form.utf8Start[position]
            if expected >= 0x61 {
                guard byte &- 0x30 < 10 else { return nil }
                fields[field] = fields[field] * 10 + Int64(byte - 0x30)
            } else {
                guard byte == expected else { return nil }
                field += 1
            }
            position += 1
        }
        guard position == 24, let date = CivilDate(year: fields[0], month: fields[1], day: fields[2]),
            fields[3] < 24, fields[4] < 60, fields[5] < 60
        else { return nil }
        let seconds = date.daysSince1970 * 86400 + fields[3] * 3600 + fields[4] * 60 + fields[5]
        self.init(milliseconds: seconds * 1000 + fields[6])
    }
}

private func appendDigits(_ value: Int64, _ count: Int, to text: inout [UInt8]) {
    if count > 2 { text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 100 % 10)) }
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10 % 10))
    text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
}
