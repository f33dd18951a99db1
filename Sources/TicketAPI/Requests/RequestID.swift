import Synchronization

/// The id under which a request stands in the logs and in the reply.
enum RequestID {
    /// The longest one that is taken.
    static let limit = 128

    /// Another one in each process, with a counter behind it.
    private static let prefix = String(UInt64.random(in: .min ... .max), radix: 36) + "-"
    private static let made = Atomic<UInt64>(0)

    /// The id that a client gave, without anything but visible ASCII; `nil` when nothing is left.
    static func cleaned(_ text: String?) -> String? {
        guard let text else { return nil }
        if text.utf8.count <= limit, !text.isEmpty, text.utf8.allSatisfy(isVisible) { return text }
        let bytes = text.utf8.lazy.filter(isVisible).prefix(limit)
        return bytes.isEmpty ? nil : String(decoding: Array(bytes), as: UTF8.self)
    }

    /// An id for a request that has none.
    static func make() -> String {
        prefix + String(made.add(1, ordering: .relaxed).newValue, radix: 36)
    }

    private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
