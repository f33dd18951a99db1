/// Why nothing could be measured.
struct BenchmarkError: Error {
    let message: String
    init(_ message: String) { self.message = message }
}
