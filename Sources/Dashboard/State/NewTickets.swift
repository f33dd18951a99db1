/// How many tickets came in that have not been on the screen yet.
struct NewTickets: Sendable, Hashable {
    var above = 0
    var below = 0

    /// Forgets those that can have been seen: no more than there are rows outside of the screen.
    mutating func limit(above: Int, below: Int) {
        self.above = min(self.above, max(0, above))
        self.below = min(self.below, max(0, below))
    }
}
