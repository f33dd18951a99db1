/// A rule that a value breaks, said so that it can stand behind the field's name.
public struct FieldViolation: Error, Sendable, Hashable {
    /// The name of the field on the wire.
    public let field: String
    /// What is wrong, such as `is required`.
    public let message: String

    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}

/// The rules for the text of a ticket, one function a kind of field.
public enum TicketRules {
    /// The longest title, in Unicode code points.
    public static let titleLimit = 200
    /// The longest description, in Unicode code points.
    public static let descriptionLimit = 1000
    /// The longest name of a person, in Unicode code points.
    public static let nameLimit = 100
    /// The longest request key, in Unicode code points.
    public static let requestKeyLimit = 128

    /// The title without the white space around it.
    ///
    /// - Throws: `FieldViolation` when nothing is left, too much is, or a character may not stand in a line.
    public static func title(_ text: String) throws(FieldViolation) -> String {
        let title = trim(text)
        if title.isEmpty { throw FieldViolation(field: "title", message: "is required") }
        try checkLine(title, limit: titleLimit, field: "title")
        return title
    }

    /// The description as it was given.
    ///
    /// - Throws: `FieldViolation` when it is too long or holds a control character but line feed and tab.
    public static func description(_ text: String) throws(FieldViolation) -> String {
        try checkLength(text, limit: descriptionLimit, field: "description")
        let isLegal =
            isPlain(text, with: "\n\t")
            || text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !isControl($0) }
        guard isLegal else {
            throw FieldViolation(field: "description", message: "must not contain control characters")
        }
        return text
    }

    /// The name of a person without the white space around it; `nil` when nothing is left.
    ///
    /// - Throws: `FieldViolation` when it is too long or a character may not stand in a name.
    public static func name(_ text: String, field: String) throws(FieldViolation) -> String? {
        let name = trim(text)
        if name.isEmpty { return nil }
        try checkLine(name, limit: nameLimit, field: field)
        return name
    }

    /// The key by which a repeated creation is known; `nil` when it is empty.
    ///
    /// - Throws: `FieldViolation` when it is too long.
    public static func requestKey(_ text: String) throws(FieldViolation) -> String? {
        if text.isEmpty { return nil }
        try checkLength(text, limit: requestKeyLimit, field: "request_key")
        return text
    }

    /// The text without white space (Unicode White_Space) at its ends.
    public static func trim(_ text: String) -> String {
        // No white space beyond ASCII begins or ends with such a byte.
        if let first = text.utf8.first, let last = text.utf8.last, isPlain(first), isPlain(last),
            first != 0x20, last != 0x20
        {
            return text
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// C0, DEL and C1: General_Category Cc.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// The characters that change the direction of the text around them.
    public static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a byte is a printable character of ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F }

    /// Whether a text is printable ASCII, and the characters given besides.
    private static func isPlain(_ text: String, with others: StaticString = "") -> Bool {
        unsafe text.utf8.withContiguousStorageIfAvailable { utf8 in
            unsafe utf8.allSatisfy { byte in
                isPlain(byte) || others.withUTF8Buffer { unsafe $0.contains(byte) }
            }
        } ?? false
    }

    private static func checkLine(_ text: String, limit: Int, field: String) throws(FieldViolation) {
        try checkLength(text, limit: limit, field: field)
        guard
            isPlain(text)
                || !text.unicodeScalars.contains(where: { isControl($0) || isBidirectionalControl($0) })
        else {
            throw FieldViolation(field: field, message: "must not contain control characters")
        }
    }

    private static func checkLength(_ text: String, limit: Int, field: String) throws(FieldViolation) {
        guard text.utf8.count > limit else { return }
        let count = text.unicodeScalars.count
        guard count > limit else { return }
        throw FieldViolation(
            field: field, message: "is \(count) characters long, at most \(limit) are allowed")
    }
}
