/// Metrics as Prometheus reads them: the text format 0.0.4.
struct Exposition {
    enum Kind: String { case counter, gauge, histogram }

    /// What has been written so far.
    private(set) var bytes: [UInt8] = []
    private var family: StaticString = ""

    init() { bytes.reserveCapacity(16 << 10) }

    /// Begins a family; its samples come next, and no other family's in between.
    mutating func begin(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
        family = name
        append("# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n")
    }

    /// Writes a sample of the family that was begun last.
    ///
    /// - Parameter suffix: what stands behind the family's name, such as `_bucket`.
    mutating func sample(
        _ value: Double, suffix: StaticString = "", _ labels: [(name: StaticString, value: String)] = []
    ) {
        append("\(family)\(suffix)")
        for (index, label) in labels.enumerated() {
            append("\(index == 0 ? "{" : ",")\(label.name)=\"")
            appendEscaped(label.value)
            append("\"")
        }
        append(labels.isEmpty ? " " : "} ")
        append(Exposition.text(value))
        append("\n")
    }

    /// A number as Prometheus writes it.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return String(describing: value)
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Inside a label only these three have a meaning; other control characters would only disturb people.
    private mutating func appendEscaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": append("\\\\")
            case "\"": append("\\\"")
            case "\n": append("\\n")
            default: append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar))
            }
        }
    }
}
