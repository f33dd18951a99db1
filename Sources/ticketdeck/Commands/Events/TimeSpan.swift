import ArgumentParser

/// A span of time as people type it: `90s`, `10m`, `1h30m`, `2d`, also `500ms`.
struct TimeSpan: Sendable, Hashable, ExpressibleByArgument {
    let duration: Duration

    /// Longer than anything is kept; keeps sums far from overflow.
    private static let limit = Duration.seconds(100 * 366 * 86_400)

    init?(argument: String) {
        var rest = argument[...]
        var sum = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(letters.count)
            guard let number = Int64(digits), number <= 10_000_000_000, let unit = TimeSpan.unit(letters)
            else { return nil }
            sum += unit * Int(number)
        }
        duration = min(sum, TimeSpan.limit)
    }

    private static func unit(_ letters: Substring) -> Duration? {
        switch letters {
        case "ms": .milliseconds(1)
        case "s": .seconds(1)
        case "m": .seconds(60)
        case "h": .seconds(3600)
        case "d": .seconds(86_400)
        default: nil
        }
    }
}
