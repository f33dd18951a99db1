/// Everything that a key can do outside of text that is being typed. The raw values are the names for
/// a configuration.
enum Action: String, Sendable, Hashable, CaseIterable {
    case showTickets = "show-tickets"
    case showEvents = "show-events"
    case showCluster = "show-cluster"
    case showService = "show-service"
    case showAlerts = "show-alerts"
    case nextView = "next-view"
    case previousView = "previous-view"
    case down, up
    case pageDown = "page-down"
    case pageUp = "page-up"
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case top, bottom, open, back, close, quit
    case chooseTenant = "choose-tenant"
    case filter
    case newTicket = "new"
    case editTicket = "edit"
    case deleteTicket = "delete"
    case setStatus = "set-status"
    case setPriority = "set-priority"
    case setAssignee = "set-assignee"
    case mark
    case markAll = "mark-all"
    case undo
    case history
    case restoreRevision = "restore-revision"
    case takeBefore = "take-before"
    case takeTheirs = "take-theirs"
    case takeMine = "take-mine"
    case editMerged = "edit-merged"
    case sortNext = "sort-next"
    case sortReverse = "sort-reverse"
    case copyID = "copy-id"
    case reload
    case pause
    case killNode = "kill-node"
    case startNode = "start-node"
    case from = "events-from"
    case timeForm = "time-form"
    case addMarker = "add-marker"
    case nextMarker = "next-marker"
    case previousMarker = "previous-marker"
    case rates
    case eventsOfTicket = "events-of-this-ticket"
    case goToTicket = "go-to-ticket"
    case nextEvent = "next-event"
    case previousEvent = "previous-event"
    case save
    case nextField = "next-field"
    case previousField = "previous-field"
    case editor = "external-editor"
    case cancel
    case nextTheme = "next-theme"
    case mouse
    case redraw, suspend, help, palette
}

extension Action {
    /// Whether it changes tickets or servers, so that a read-only dashboard refuses it.
    var writes: Bool {
        switch self {
        case .newTicket, .editTicket, .deleteTicket, .setStatus, .setPriority, .setAssignee, .undo,
            .restoreRevision, .killNode, .startNode:
            true
        default: false
        }
    }

    /// Whether it is about the ticket under the cursor.
    var needsTicket: Bool {
        switch self {
        case .editTicket, .deleteTicket, .setStatus, .setPriority, .setAssignee, .copyID: true
        default: false
        }
    }

    /// Whether it only moves the cursor.
    var moves: Bool {
        switch self {
        case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom: true
        default: false
        }
    }

    /// Its name as the palette has it.
    var title: String { rawValue.replacing("-", with: " ") }
}
