import ArgumentParser
import CommandOptions
import Glibc

/// A command for scripts: data on stdout, everything else on stderr, and an exit status of the contract.
protocol ScriptCommand: AsyncParsableCommand {
    /// Does what the command is for.
    ///
    /// - Parameter output: where its data go; flushed afterwards.
    func perform(_ output: StandardOutput) async throws
}

extension ScriptCommand {
    func run() async throws {
        // A reader that goes away is told by an error of the write, not by the end of the program.
        signal(SIGPIPE, SIG_IGN)
        let output = StandardOutput()
        do {
            try await ScriptCommandRun.finish(output) { try await perform(output) }
        } catch is StandardOutput.ReaderGone {
            throw ExitStatus.signal(SIGPIPE)
        } catch let failure as CommandFailure {
            throw failure.report(as: "ticketdeck")
        }
    }
}

/// The end of a script command.
private enum ScriptCommandRun {
    /// What was printed before a failure is written, too.
    static func finish(_ output: StandardOutput, _ body: () async throws -> Void) async throws {
        do { try await body() } catch {
            try await output.flush()
            throw error
        }
        try await output.flush()
    }
}
