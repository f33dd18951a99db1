import CommandOptions
import Dispatch
import Glibc

/// The data that a command prints: collected, and written by a thread that may block.
///
/// One task writes. What is not flushed is lost, so a command ends with `flush()`.
final class StandardOutput {
    /// The reader has gone: there is nothing left to do and nothing to say.
    struct ReaderGone: Error {}

    private static let queue = DispatchQueue(label: "ticketdeck.output")
    private static let capacity = 65_536
    private var buffer: [UInt8] = []

    /// Whether stdout is a terminal.
    let isTerminal = isatty(STDOUT_FILENO) == 1

    /// The columns of the terminal on stdout; `nil` when it is none or does not say.
    var columns: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Adds bytes, and writes when enough have come together.
    ///
    /// - Throws: what `flush` throws.
    func write(_ bytes: [UInt8]) async throws {
        // What fills it alone need not go through it.
        if buffer.isEmpty, bytes.count >= StandardOutput.capacity { return try await put(bytes) }
        buffer += bytes
        if buffer.count >= StandardOutput.capacity { try await flush() }
    }

    /// Calls back when the reader of a pipe goes away while nothing is written.
    func whenReaderGoes(_ act: @escaping @Sendable () -> Void) {
        var status = stat()
        guard unsafe fstat(STDOUT_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
        DispatchQueue(label: "ticketdeck.reader").async {
            // No event is asked for: the end of the other side is told in any case.
            var pipe = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
            repeat {} while unsafe poll(&pipe, 1, -1) < 0 && errno == EINTR
            if pipe.revents & Int16(POLLERR) != 0 { act() }
        }
    }

    /// Adds text.
    func write(_ text: String) async throws { try await write(Array(text.utf8)) }

    /// Adds JSON text as a line, harmless for a terminal.
    func write(jsonLine encoded: [UInt8]) async throws { try await write(DisplayText.json(encoded) + [0x0A]) }

    /// Writes all that was added.
    ///
    /// - Throws: `ReaderGone`, and `CommandFailure` for any other reason.
    func flush() async throws {
        guard !buffer.isEmpty else { return }
        let bytes = buffer
        buffer = []
        try await put(bytes)
    }

    private func put(_ bytes: [UInt8]) async throws {
        let problem = await withCheckedContinuation { continuation in
            StandardOutput.queue.async { continuation.resume(returning: StandardOutput.put(bytes)) }
        }
        switch problem {
        case 0: return
        case EPIPE: throw ReaderGone()
        default:
            let reason = unsafe String(cString: strerror(problem))
            throw CommandFailure("stdout cannot be written: \(reason)")
        }
    }

    /// Writes all bytes; the error number of what went wrong, 0 when nothing did.
    private static func put(_ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EAGAIN {
                var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                unsafe poll(&wait, 1, -1)
            } else if count < 0, errno != EINTR {
                return errno
            }
            rest = rest.dropFirst(max(0, count))
        }
        return 0
    }
}
