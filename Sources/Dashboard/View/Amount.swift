/// Numbers in as few characters as possible.
enum Amount {
    /// Bytes by powers of 1024: `512 B`, `1.5 KiB`, `2.0 GiB`.
    static func bytes(_ count: Int64) -> String {
        guard count >= 1024 else { return "\(count) B" }
        return scaled(Double(count), step: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], gap: " ")
    }

    /// The same for a table, in at most four characters up to 1000 of a unit: `512B`, `1.5K`, `58G`.
    static func shortBytes(_ count: Int64) -> String {
        guard count >= 1024 else { return "\(count)B" }
        let units = ["B", "K", "M", "G", "T", "P"]
        let text = scaled(Double(count), step: 1024, units: units, gap: "", exactBelow: 10)
        let isWhole = text.dropLast().hasSuffix(".0")
        return isWhole ? "\(text.dropLast(3))\(text.suffix(1))" : text
    }

    /// A number by powers of 1000: `812`, `1.5k`, `20M`.
    static func count(_ number: Double) -> String {
        guard number >= 1000 else { return number > 0 && number < 10 ? oneDecimal(number) : whole(number) }
        return scaled(number, step: 1000, units: ["", "k", "M", "G", "T", "P"], gap: "")
    }

    /// A span of time in at most six characters: `0.08ms`, `12ms`, `1.2s`, `3m`.
    static func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return switch milliseconds {
        case ..<9.995: hundredths(milliseconds) + "ms"
        case ..<999.5: whole(milliseconds) + "ms"
        case ..<60_000: oneDecimal(milliseconds / 1000) + "s"
        default: whole(milliseconds / 60_000) + "m"
        }
    }

    private static func hundredths(_ number: Double) -> String {
        let count = Int64(max(0, number) * 100 + 0.5)
        return "\(count / 100).\(count / 10 % 10)\(count % 10)"
    }

    /// The same of things that are counted: `7`, `812`, `1.5k`.
    static func count(of things: some BinaryInteger) -> String {
        things < 1000 ? "\(things)" : count(Double(things))
    }

    /// A number in groups of three digits: `10,000,000`.
    static func grouped(_ number: UInt64) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    static func percent(_ number: Double) -> String { oneDecimal(number) + "%" }

    private static func scaled(
        _ number: Double, step: Double, units: [String], gap: String, exactBelow: Double = 100
    ) -> String {
        var (number, unit) = (number, 0)
        while number >= step, unit + 1 < units.count {
            number /= step
            unit += 1
        }
        return (number < exactBelow ? oneDecimal(number) : whole(number)) + gap + units[unit]
    }

    private static func oneDecimal(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "-" }
        let tenths = Int64(number * 10 + (number < 0 ? -0.5 : 0.5))
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func whole(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "-" }
        return "\(Int64(number + (number < 0 ? -0.5 : 0.5)))"
    }
}
