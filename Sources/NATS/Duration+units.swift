extension Duration {
    /// Whole milliseconds, at least one: libnats takes zero for "for ever" or for an error.
    var milliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }

    /// Whole nanoseconds, limited to what fits.
    var nanoseconds: Int {
        guard components.seconds < 9_000_000_000 else { return .max }
        return Int(components.seconds) * 1_000_000_000 + Int(components.attoseconds / 1_000_000_000)
    }
}
