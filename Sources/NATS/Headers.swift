/// The headers of a message: names with values, in order; a name may occur more than once.
public struct Headers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One header line.
    public struct Field: Sendable, Hashable {
        /// The name, as written: NATS tells upper from lower case.
        public var name: String
        /// The value.
        public var value: String

        /// A header line.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The lines. libnats does not keep the order of different names on the way.
    public private(set) var fields: [Field]

    /// No headers.
    public init() { fields = [] }

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0, value: $1) }
    }

    /// Whether there are none.
    public var isEmpty: Bool { fields.isEmpty }

    /// The first value of a name; setting replaces all of its values, `nil` removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            fields.removeAll { $0.name == name }
            if let newValue { append(name, newValue) }
        }
    }

    /// Adds a line, also when the name is there already.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// All values of a name.
    public func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }
}

extension Headers {
    /// Whether every line can stand on the wire: no line break, no colon in a name, no empty name.
    var isValid: Bool {
        for field in fields where !Headers.isName(field.name) || !Headers.isValue(field.value) {
            return false
        }
        return true
    }

    private static func isName(_ name: String) -> Bool {
        let isName = unsafe name.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ":") && $0 != 0x7F }
        }
        return isName ?? name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ":") && $0 != 0x7F }
    }

    private static func isValue(_ value: String) -> Bool {
        let isValue = unsafe value.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe bytes.allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 != 0 }
        }
        return isValue ?? value.utf8.allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 != 0 }
    }
}
