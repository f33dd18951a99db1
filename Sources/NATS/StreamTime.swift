/// Times as JetStream writes them: RFC 3339 with nanoseconds, UTC.
enum StreamTime {
    private static let second: Int64 = 1_000_000_000

    /// Nanoseconds since 1970 of `2026-11-20T23:43:11.123456789Z`; `nil` for another form.
    static func nanoseconds(_ text: String) -> Int64? {
        let fields = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            .compactMap { Int64(Substring($0)) }
        guard text.utf8.last == UInt8(ascii: "Z"), fields.count == 6 || fields.count == 7 else { return nil }
        let days = days(year: fields[0], month: fields[1], day: fields[2])
        let seconds = ((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]
        return seconds * second + (fields.count == 7 ? fraction(text) : 0)
    }

    /// The text of nanoseconds since 1970.
    static func text(_ nanoseconds: Int64) -> String {
        let (seconds, rest) = floored(nanoseconds, second)
        let (days, ofDay) = floored(seconds, 86_400)
        let (year, month, day) = date(days)
        let parts = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { padded($0, 2) }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
            + "\(parts[0]):\(parts[1]):\(parts[2]).\(padded(rest, 9))Z"
    }

    private static func fraction(_ text: String) -> Int64 {
        let digits = text.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().dropLast()
        let padded = String(Substring(digits)) + String(repeating: "0", count: max(0, 9 - digits.count))
        return Int64(padded.prefix(9)) ?? 0
    }

    /// Days since 1970 of a day of the Gregorian calendar; years are counted from March, so that the
    /// leap day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floored(shifted, 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floored(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private static func floored(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ value: Int64, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
