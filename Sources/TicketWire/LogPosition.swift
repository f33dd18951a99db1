/// Where in a ticket log an event comes from, as the event's header `Ticket-Log-Position` says it.
public struct LogPosition: Sendable, Hashable {
    /// The log's own id.
    public let log: String
    /// The sequence of the change in that log.
    public let sequence: UInt64

    public init(log: String, sequence: UInt64) {
        self.log = log
        self.sequence = sequence
    }

    /// Reads the header's value; `nil` when it is none.
    public init?(_ text: String) {
        guard let dot = text.lastIndex(of: "."), dot > text.startIndex,
            let sequence = UInt64(text[text.index(after: dot)...])
        else { return nil }
        self.init(log: String(text[..<dot]), sequence: sequence)
    }

    /// The header's value.
    public var text: String { log + "." + String(sequence) }
}
