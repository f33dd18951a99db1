import Glibc

/// Text to the standard streams, written at once and whole.
public enum FileHandleText {
    /// Writes text to stderr.
    public static func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Writes text to stdout.
    public static func writeOutput(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes all bytes, also when the reader takes them piece by piece.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }
}
