import Screen

/// How the traffic of a server went, one value a reading.
struct NodeTrend: Sendable, Hashable {
    /// So many readings are kept; one a second.
    private static let capacity = 120

    var messagesIn = Series(capacity: NodeTrend.capacity)
    var messagesOut = Series(capacity: NodeTrend.capacity)
    var bytesIn = Series(capacity: NodeTrend.capacity)
    var bytesOut = Series(capacity: NodeTrend.capacity)
    /// Both ways together.
    var messages = Series(capacity: NodeTrend.capacity)

    /// Takes in a reading; `nil`: nothing was measured.
    mutating func append(_ rates: NodeStatus.Rates?) {
        messagesIn.append(rates?.messagesIn)
        messagesOut.append(rates?.messagesOut)
        bytesIn.append(rates?.bytesIn)
        bytesOut.append(rates?.bytesOut)
        messages.append(rates.map { $0.messagesIn + $0.messagesOut })
    }
}
