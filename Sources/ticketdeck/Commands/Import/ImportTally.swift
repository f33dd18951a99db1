import JSON

/// What has become of the lines of an import.
struct ImportTally: Sendable {
    var imported = 0
    var failed = 0

    var lines: Int { imported + failed }

    /// For people.
    var text: String { "\(imported) of \(lines) lines imported, \(failed) failed" }

    /// For programs.
    var json: JSONValue {
        [
            "lines": .integer(Int64(lines)), "imported": .integer(Int64(imported)),
            "failed": .integer(Int64(failed)),
        ]
    }
}
