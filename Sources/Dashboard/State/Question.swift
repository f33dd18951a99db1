import Tickets

/// A question that only `y` says yes to.
struct Question: Sendable, Hashable {
    enum Subject: Sendable, Hashable {
        case delete(Ticket)
        case undoCreate(Ticket)
        /// The ticket gets the content of an earlier revision than its latest.
        case restoreRevision(TicketChange, latest: TicketChange)
        case cancelForm
        case quitWithForm
        /// A bulk change is under way.
        case quitWithBulk
        case openDraft(SavedDraft)
        /// The file of an export is there already.
        case replaceFile(Export)
        /// A node of the local cluster is ended as a crash would.
        case killNode(NodeStatus.ID)
    }

    let subject: Subject
    /// Whether it has stood on the screen: keys typed before are no answer.
    var isShown = false

    init(_ subject: Subject) { self.subject = subject }
}
