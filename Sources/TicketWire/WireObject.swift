import JSON

/// An object that another program wrote, read field by field; the first fault ends the reading.
struct WireObject {
    private let object: JSONObject
    private let name: String

    init(_ json: JSONValue?, _ name: String) throws(WireError) {
        guard let object = json?.object else { throw WireError("\(name) is not an object") }
        self.object = object
        self.name = name
    }

    /// The value of a field that must be there.
    func required<Value>(_ key: String, _ read: (JSONValue) -> Value?) throws(WireError) -> Value {
        guard let value = try optional(key, read) else { throw WireError("\(name).\(key) is missing") }
        return value
    }

    /// The value of a field, `nil` when it is left out or `null`.
    func optional<Value>(_ key: String, _ read: (JSONValue) -> Value?) throws(WireError) -> Value? {
        guard let json = object[key], json != .null else { return nil }
        guard let value = read(json) else { throw WireError("\(name).\(key) is malformed") }
        return value
    }
}

/// Reads a text that is JSON.
///
/// - Throws: `WireError` with the position of the fault.
func parseWire(_ bytes: [UInt8]) throws(WireError) -> JSONValue {
    do { return try JSONValue(parsing: bytes) } catch { throw WireError("not JSON: \(error)") }
}
