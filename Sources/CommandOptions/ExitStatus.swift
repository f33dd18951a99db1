public import ArgumentParser

/// How a command can end, beside 0 for done.
public enum ExitStatus {
    /// The operation failed.
    public static let failed = ExitCode(1)
    /// No server or no service could be reached.
    public static let unreachable = ExitCode(2)
    /// Wrong usage (EX_USAGE of sysexits).
    public static let usage = ExitCode(64)
    /// The program was ended by a signal.
    public static func signal(_ number: Int32) -> ExitCode { ExitCode(128 + number) }
}

/// An error whose one line on stderr and whose exit status are settled.
public struct CommandFailure: Error, Sendable {
    /// What is wrong and what to do, in one line.
    public let message: String
    public let status: ExitCode

    public init(_ message: String, status: ExitCode = ExitStatus.failed) {
        self.message = message
        self.status = status
    }

    /// Writes the line to stderr and gives the status to throw.
    public func report(as program: String) -> ExitCode {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        FileHandleText.writeError("\(program): \(line)\n")
        return status
    }
}
