import JSON
import Tickets

/// Reads the fields of an object that people wrote and collects every violation on the way.
///
/// A reading function returns `nil` when the field is absent or was wrong; the caller builds its
/// value only when there are no violations.
struct FieldReader {
    private let object: JSONObject
    private(set) var violations: [FieldViolation] = []

    init(_ object: JSONObject) { self.object = object }

    mutating func report(_ field: String, _ message: String) {
        violations.append(FieldViolation(field: field, message: message))
    }

    /// Whether the field is there with anything but `null`.
    func has(_ field: String) -> Bool { value(field) != nil }

    /// The value of a field; `null` counts as absent.
    func value(_ field: String) -> JSONValue? {
        guard let value = object[field], value != .null else { return nil }
        return value
    }

    /// Whether the field is there to be cleared, with `null`.
    func isNull(_ field: String) -> Bool { object[field] == .null }

    /// Whether the field is there to be cleared, with `null` or an empty text.
    func isCleared(_ field: String) -> Bool { isNull(field) || object[field] == .string("") }

    /// A text; empty texts are texts.
    mutating func text(_ field: String) -> String? {
        guard let value = value(field) else { return nil }
        guard let text = value.string else {
            report(field, "must be a string")
            return nil
        }
        return text
    }

    /// A text that obeys a rule; `nil` also when the rule says that nothing is left.
    mutating func text(_ field: String, _ rule: (String) throws(FieldViolation) -> String?) -> String? {
        guard let text = text(field) else { return nil }
        do { return try rule(text) } catch {
            violations.append(error)
            return nil
        }
    }

    /// One of the names of an enumeration; an empty text counts as absent.
    mutating func name<Name: RawRepresentable & CaseIterable>(
        _ field: String, of: Name.Type
    ) -> Name? where Name.RawValue == String {
        guard let value = value(field), value != .string("") else { return nil }
        guard let name = value.string.flatMap(Name.init(rawValue:)) else {
            reportNames(field, of: Name.self)
            return nil
        }
        return name
    }

    /// One name or an array of them; empty means all.
    mutating func names<Name: RawRepresentable & CaseIterable & Hashable>(
        _ field: String, of: Name.Type
    ) -> Set<Name> where Name.RawValue == String {
        guard let elements = value(field)?.array else { return name(field, of: Name.self).map { [$0] } ?? [] }
        let names = elements.compactMap { $0.string.flatMap(Name.init(rawValue:)) }
        if names.count < elements.count { reportNames(field, of: Name.self) }
        return Set(names)
    }

    mutating func reportNames<Name: RawRepresentable & CaseIterable>(
        _ field: String, of: Name.Type
    ) where Name.RawValue == String {
        report(field, "must be one of \(Name.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    /// A whole number within bounds; the message says what would have been right.
    mutating func integer(_ field: String, in bounds: ClosedRange<Int>, orElse message: String) -> Int? {
        guard let value = value(field) else { return nil }
        guard let number = value.integer.flatMap({ Int(exactly: $0) }), bounds.contains(number) else {
            report(field, message)
            return nil
        }
        return number
    }

    /// A place in a log: 0 or more.
    mutating func sequence(_ field: String) -> UInt64? {
        integer(field, in: 0...Int.max, orElse: "must be a whole number, 0 or more").map(UInt64.init)
    }

    /// The id of a ticket, which must be there.
    mutating func ticketID(_ field: String = "id") -> TicketID? {
        guard let value = value(field), value != .string("") else {
            report(field, "is required")
            return nil
        }
        guard let id = value.string.flatMap({ TicketID($0) }) else {
            report(field, "must be a UUID")
            return nil
        }
        return id
    }
}
