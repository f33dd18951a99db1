/// Why bytes from the wire are not what the contract says; holds nothing of their text.
public struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, such as `data.title is missing`.
    public let reason: String

    public init(_ reason: String) { self.reason = reason }

    public var description: String { reason }
}
