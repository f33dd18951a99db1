import Tickets

/// A reading of the list that is under way.
struct PageLoad: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        /// The list anew from its beginning, at least that many tickets.
        case replace(atLeast: Int)
        /// The page behind the loaded ones of a list with an open end.
        case append
        /// Rows at the screen that are not loaded yet, from a row on.
        case window(at: Int)
        /// Rows at the screen anew, from a row on; what is loaded may be wrong.
        case renew(at: Int)
        /// One row, to find out where the cursor's ticket stands: between these two.
        case probe(at: Int, within: Range<Int>)
        /// The first loaded row, to find out whether its number is right.
        case check(at: Int)
    }

    let number: Int
    let purpose: Purpose
    /// Whether the cursor's ticket is looked for beyond the page.
    var seeksCursor = false
    /// What the pages so far held.
    var read: [Ticket] = []
}
