import CommandOptions

/// The value of an option that may come from stdin.
enum StandardInput {
    /// More than any field may hold.
    private static let limit = 65_536

    /// The option's value; for `-` all of stdin, without the line end at its end.
    ///
    /// - Throws: `CommandFailure` when stdin cannot be read, is too long or no text.
    static func text(behind option: String?) async throws -> String? {
        guard option == "-" else { return option }
        let source = ByteSource()
        var bytes: [UInt8] = []
        while case let chunk = try await source.next(), !chunk.isEmpty {
            bytes += chunk
            guard bytes.count <= limit else {
                throw CommandFailure("the text on stdin is longer than a description may be")
            }
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("the text on stdin is not UTF-8")
        }
        return text
    }
}
