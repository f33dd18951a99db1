/// The name of a tenant: 1 to 64 of `A-Z a-z 0-9 _ -`, so that it can stand in a NATS subject.
public struct Tenant: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name as it stands on the wire.
    public let name: String

    /// A tenant of that name; `nil` when the name breaks the rule.
    public init?(_ name: String) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Tenant.isLegal) else { return nil }
        self.name = name
    }

    /// The tenant of a dashboard that knows of no other.
    public static let fallback = Tenant(legal: "default")

    private init(legal name: String) { self.name = name }

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    public var description: String { name }

    public static func < (left: Tenant, right: Tenant) -> Bool { left.name < right.name }
}
