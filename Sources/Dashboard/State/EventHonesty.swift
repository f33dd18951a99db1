import Tickets

/// What of the stream is not on the screen, and why.
struct EventHonesty: Sendable, Hashable {
    /// How many came faster than they could be shown.
    var leftOut: UInt64 = 0
    /// How many sequences the stream did not have.
    var skipped: UInt64 = 0
    /// How many should have been events of tickets and could not be read.
    var unreadable = 0
    /// How many the stream holds that have not come yet.
    var pending: UInt64 = 0
    /// The first and the last sequence of the stream, as they were last read.
    var first: UInt64?
    var last: UInt64?
    /// When the tail told something last.
    var heardAt: Timestamp?
    /// Since when the tail is interrupted.
    var interruptedSince: Timestamp?

    /// How long the tail may be silent while the stream is known to go on.
    private static let patience = Duration.seconds(5)

    /// Since when what is shown is stale; `nil`: it is not, as far as one knows.
    func staleSince(newest: UInt64?, at now: Timestamp) -> Timestamp? {
        if let interruptedSince { return interruptedSince }
        guard let heardAt, now.since(heardAt) > EventHonesty.patience else { return nil }
        let isBehind = pending > 0 || (last ?? 0) > (newest ?? 0)
        return isBehind ? heardAt : nil
    }
}
