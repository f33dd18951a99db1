/// How exported tickets are written; the ending of the file's name says it.
public enum ExportForm: Sendable, Hashable {
    /// One JSON object a line.
    case jsonLines
    /// Comma-separated values (RFC 4180) under a line of names.
    case csv

    /// - Parameter path: a file's name; `nil`: its ending is neither `.jsonl`, `.ndjson` nor `.csv`.
    public init?(path: String) {
        let name = path.lowercased()
        if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            self = .jsonLines
        } else if name.hasSuffix(".csv") {
            self = .csv
        } else {
            return nil
        }
    }

    var words: String { self == .csv ? "CSV" : "JSON lines" }
}
