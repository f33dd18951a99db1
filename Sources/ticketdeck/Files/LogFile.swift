import CommandOptions
import Glibc

/// The program's log: its lines never reach the terminal, also not after the screen was given back.
final class LogFile: Sendable {
    private let descriptor: Int32

    /// Opens the file, or writes nowhere when that fails.
    init(path: String) {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends a line, with its line end.
    func write(_ line: [UInt8]) {
        if descriptor >= 0 { FileHandleText.write(line, to: descriptor) }
    }
}
