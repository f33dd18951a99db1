import Tickets

/// A stretch of the event stream that is being read.
struct EventLoad: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        /// What stands before the lines that are shown.
        case older
        /// What stands behind them.
        case newer
        /// Another place: its first line is then the first one of the screen.
        case jump(EventPlace)
    }

    /// How many messages are read at once.
    static let size = 1_000

    let number: Int
    let purpose: Purpose
}
