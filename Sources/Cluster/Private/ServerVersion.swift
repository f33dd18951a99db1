/// The version of a `nats-server`, as far as its settings depend on it.
struct ServerVersion: Sendable, Hashable, Comparable {
    let major: Int
    let minor: Int

    init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads what `nats-server --version` prints, such as `nats-server: v2.9.10`.
    init?(parsing text: String) {
        guard let mark = text.firstRange(of: ": v")?.upperBound else { return nil }
        let parts = text[mark...].split(separator: ".", maxSplits: 2)
        guard parts.count == 3, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        self.init(major, minor)
    }

    static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
