import ArgumentParser

/// The value of `--duration`: seconds, or a number with a unit.
struct LoadTime: Sendable, Hashable, ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let span = TimeSpan(argument: argument) ?? TimeSpan(argument: argument + "s"),
            span.duration > .zero
        else { return nil }
        duration = span.duration
    }
}
