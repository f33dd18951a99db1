import Screen
import Tickets

/// Whether a change shall be made to many tickets; it lists them.
struct BulkQuestion: Sendable, Hashable {
    let deed: BulkDeed
    /// What it will hit, as it is shown.
    let targets: [Ticket]
    /// How many marked tickets are left out since the filter hides them.
    let hidden: Int
    /// Those that are left out since they are so already.
    let unchanged: [TicketID]
    var pane = ScrollPane()
    /// Whether it has stood on the screen: keys typed before are no answer.
    var isShown = false
}
