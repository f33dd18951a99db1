import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// The person's own editor on a piece of text: `$VISUAL`, else `$EDITOR`, else `vi`.
struct ExternalEditor: Sendable {
    /// Why the text could not be edited.
    struct Problem: Error, Sendable {
        let message: String
    }

    private let folder: String
    private let command: String

    init(folder: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.folder = folder
        command = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    /// Runs the editor on the terminal, which must have been left to it.
    ///
    /// - Returns: the text as it was saved.
    /// - Throws: `Problem` when the editor cannot be started or fails; the text is then as before.
    func edit(_ text: String) async throws -> String {
        let path = "\(folder)/edit-\(getpid()).md"
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Problem(message: "the file for the editor cannot be written in \(folder)") }
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await run(on: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(message: "the editor's file is gone; the text is as before")
        }
        guard let edited = String(validating: data, as: UTF8.self) else {
            throw Problem(message: "the editor left text that is not UTF-8; the text is as before")
        }
        return edited
    }

    /// The variable holds a shell command, as for every program that calls an editor.
    private func run(on path: String) async throws {
        let status: TerminationStatus
        do {
            status = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "exec \(command) \"$1\"", "editor", path],
                input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false)
            ).terminationStatus
        } catch {
            throw Problem(message: "the editor could not be started: \(command)")
        }
        guard !status.isSuccess else { return }
        switch status {
        case .exited(126), .exited(127):
            throw Problem(message: "the editor cannot be run: \(command); set VISUAL or EDITOR")
        case .exited(let code):
            throw Problem(message: "the editor ended with status \(code), the text is as before: \(command)")
        case .signaled(let signal):
            throw Problem(message: "the editor ended by signal \(signal), the text is as before: \(command)")
        }
    }
}
