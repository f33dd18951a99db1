/// Why a part of the test equipment could not do its work.
public struct SupportError: Error, CustomStringConvertible, Sendable {
    /// What happened, for the person who reads the test's output.
    public let description: String

    /// An error with this text.
    public init(_ description: String) { self.description = description }
}
