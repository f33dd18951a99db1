import Glibc

/// Writes a whole line to standard error; lines of several threads never mix.
@Sendable
public func writeToStandardError(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        if written < 0, errno == EINTR { continue }
        // Nobody reads the log any more: there is nowhere to say so.
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
    }
}
