import Subprocess
import SystemPackage

/// How a program ended that was run without a terminal.
struct ProgramResult {
    let status: Int
    let output: String
    let error: String
}

/// Runs a program to its end, without a terminal.
func run(_ command: [String]) async throws -> ProgramResult {
    let result = try await Subprocess.run(
        .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())), input: .none,
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let status: Int =
        switch result.terminationStatus {
        case .exited(let code): Int(code)
        case .signaled(let number): 128 + Int(number)
        }
    return ProgramResult(status: status, output: result.standardOutput, error: result.standardError)
}
