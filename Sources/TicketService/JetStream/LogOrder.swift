import Tickets

/// Puts what one learns of the log into its order: one's own writes as soon as they are acknowledged, and
/// everything, later, from the consumer.
struct LogOrder {
    /// What stands at a place of the log.
    enum Entry {
        case change(TicketRecord)
        /// A note of the log itself, or a record that cannot be read.
        case other
    }

    /// How many own writes may be ahead of the rest; more of them are taken when the consumer brings them.
    private static let earlyLimit = 65_536

    /// Everything up to here is known.
    private(set) var reached: UInt64 = 0
    /// Own writes behind places that are not known yet.
    private var early: [UInt64: Entry] = [:]

    /// Whether nothing new can be learned of a place.
    func knows(_ sequence: UInt64) -> Bool { sequence <= reached || early[sequence] != nil }

    /// Takes a write of one's own.
    ///
    /// - Returns: the changes that are next in the log now.
    mutating func wrote(_ entry: Entry, at sequence: UInt64) -> [LoggedChange] {
        guard sequence > reached else { return [] }
        if sequence > reached + 1 {
            if early.count < LogOrder.earlyLimit { early[sequence] = entry }
            return []
        }
        return advance(over: entry, at: sequence)
    }

    /// Takes what the consumer brings: before it nothing is missing any more.
    ///
    /// - Parameter entry: what stands there; may be left out for a place that is known.
    /// - Returns: the changes that are next in the log now.
    mutating func delivered(_ entry: Entry?, at sequence: UInt64) -> [LoggedChange] {
        guard sequence > reached else { return [] }
        let own = early.removeValue(forKey: sequence)
        return advance(over: entry ?? own ?? .other, at: sequence)
    }

    private mutating func advance(over entry: Entry, at sequence: UInt64) -> [LoggedChange] {
        var ready: [LoggedChange] = []
        func add(_ entry: Entry, _ sequence: UInt64) {
            if case .change(let record) = entry {
                ready.append(LoggedChange(sequence: sequence, record))
            }
        }
        add(entry, sequence)
        reached = sequence
        while !early.isEmpty, let next = early.removeValue(forKey: reached + 1) {
            reached += 1
            add(next, reached)
        }
        return ready
    }
}
