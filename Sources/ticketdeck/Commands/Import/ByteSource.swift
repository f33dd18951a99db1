import CommandOptions
import Dispatch
import Glibc

/// The bytes of a file or of stdin, read by a thread that may block.
final class ByteSource: Sendable {
    private static let chunk = 65_536
    private let descriptor: Int32
    private let name: String
    private let queue = DispatchQueue(label: "ticketdeck.input")

    /// Stdin.
    init() {
        descriptor = STDIN_FILENO
        name = "stdin"
    }

    /// A file; `-` is stdin.
    ///
    /// - Throws: `CommandFailure` when it cannot be opened.
    convenience init(path: String) throws {
        if path == "-" { self.init() } else { try self.init(file: path) }
    }

    private init(file path: String) throws {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        name = path
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be read: \(ByteSource.reason(errno))")
        }
    }

    deinit {
        if descriptor != STDIN_FILENO, descriptor >= 0 { close(descriptor) }
    }

    /// The next bytes; empty at the end.
    ///
    /// - Throws: `CommandFailure` when they cannot be read.
    func next() async throws -> [UInt8] {
        let descriptor = descriptor
        let result: (bytes: [UInt8], problem: Int32) = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: ByteSource.read(descriptor)) }
        }
        guard result.problem == 0 else {
            throw CommandFailure("\(name) cannot be read: \(ByteSource.reason(result.problem))")
        }
        return result.bytes
    }

    private static func read(_ descriptor: Int32) -> (bytes: [UInt8], problem: Int32) {
        var bytes = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = unsafe Glibc.read(descriptor, &bytes, chunk)
            if count >= 0 { return (Array(bytes[..<count]), 0) }
            if errno != EINTR { return ([], errno) }
        }
    }

    private static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
