/// What is wrong in a configuration file.
struct ConfigurationProblem: Sendable, Hashable {
    /// `nil`: of the file as a whole.
    let line: Int?
    let reason: String

    /// The problem with its place.
    func words(_ path: String) -> String { line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)" }
}
