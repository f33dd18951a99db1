import Tickets

/// A reading of the list that is under way.
struct PageLoad: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        /// The list anew, at least that many tickets.
        case replace(atLeast: Int)
        /// The page behind the loaded ones.
        case append
    }

    let number: Int
    let purpose: Purpose
    /// What the pages so far held.
    var read: [Ticket] = []
}
