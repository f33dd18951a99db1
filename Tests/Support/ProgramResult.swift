import Subprocess
import SystemPackage

/// How a program ended that was run without a terminal.
public struct ProgramResult: Sendable {
    /// The exit status, 128 more than its number after a signal.
    public let status: Int
    public let output: String
    public let error: String
}

/// Runs a program to its end, without a terminal.
///
/// - Parameter input: what it reads from stdin; nothing by default.
public func run(_ command: [String], input: String = "") async throws -> ProgramResult {
    let result = try await Subprocess.run(
        .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
        input: .string(input), output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
    let status: Int =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let number): 128 + Int(number)
        }
    return ProgramResult(status: status, output: result.standardOutput, error: result.standardError)
}
