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
        FileHandleText.writeError("\(program): \(CommandFailure.line(message))\n")
        return status
    }

    /// One line of a text that may be of remote origin: nothing in it steers the terminal.
    ///
    /// Controls (C0, C1, Escape) and what turns the direction of writing become U+FFFD.
    static func line(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return String(
            String.UnicodeScalarView(line.unicodeScalars.map { steersTerminal($0) ? "\u{FFFD}" : $0 }))
    }

    private static func steersTerminal(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
