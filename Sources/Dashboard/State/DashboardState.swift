import Screen
public import Tickets

/// Everything that the dashboard knows; what is on the screen is a function of it.
public struct DashboardState: Sendable, Hashable {
    /// The tenant whose tickets are shown.
    public internal(set) var tenant: Tenant
    var size: Size
    var now: Timestamp
    let isReadOnly: Bool
    let glyphs: Glyphs
    let keys: Keymap
    let actor: String
    /// Whether the mouse is asked for at the start.
    let wantsMouse: Bool
    /// The columns of the list that are wanted, as far as there is room.
    let columns: Set<TicketColumn>
    /// The names of all themes.
    let themes: [String]
    let localTime: ClockOffsets
    var views: [SavedView]
    var connection: ConnectionStatus
    var random: SplitMix

    var view = ViewKind.tickets
    var tickets = TicketsState()
    var events = EventsState()
    var cluster = ClusterState()
    var services = ServicesState()
    var alerts: AlertsState
    /// The form that covers the view.
    var form: FormState?
    /// What stands on top of all.
    var overlay: Overlay?
    var remark: Remark?
    /// The tenants as they were last read; `nil` before.
    var tenants: Result<[TenantCount], Failure>?
    /// Whether the first tenant by name is to be shown once it is known.
    var seeksTenant: Bool

    /// Changes under way, by the numbers of their effects.
    var pending: [Int: PendingWrite] = [:]
    var lastNumber = 0
    /// The changes made here.
    var undo = UndoStack()
    /// The bulk change under way.
    var bulk: BulkRun?
    /// Changes that were refused, by the numbers of the readings that tell why.
    var refusals: [Int: Refusal] = [:]
    /// The history that covers the view.
    var history: HistoryState?
    /// A ticket that is being read to be shown.
    var ticketJump: TicketJump?
    /// A draft whose ticket is being read.
    var draft: DraftOpening?
    var isMouseOn = false
    var lastClick: Click?
    /// The export that is being written.
    var export: Export?
    /// When the runner was last asked to wake the dashboard.
    var wakeAt: Timestamp?
    /// Effects of the message that is being handled; empty between messages.
    var outbox: [Effect] = []

    /// The dashboard before anything was read.
    public init(setup: Setup) {
        tenant = setup.tenant
        seeksTenant = setup.seeksTenant
        size = setup.size
        now = setup.now
        isReadOnly = setup.isReadOnly
        glyphs = setup.glyphs
        keys = setup.keys
        actor = setup.actor
        wantsMouse = setup.wantsMouse
        columns = setup.columns
        themes = setup.themes
        views = setup.views
        alerts = AlertsState(rules: setup.alerts)
        localTime = setup.localTime
        connection = setup.connection
        random = SplitMix(seed: setup.seed)
        if let notice = setup.notice { say(.warning, notice) }
    }

    /// Whether something typed is not saved.
    public var hasUnsavedText: Bool { form?.isChanged ?? false }

    /// Asks the runner for something.
    mutating func ask(_ effect: Effect) { outbox.append(effect) }

    /// A number for an effect that is answered.
    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Puts a word into the status line for a while.
    mutating func say(_ kind: Remark.Kind, _ text: String) {
        let lasting: Duration = kind == .bad || kind == .warning ? .seconds(12) : .seconds(6)
        remark = Remark(kind: kind, text: text, until: now.advanced(by: lasting))
    }

    /// Where one is: it decides what a key does.
    var place: Place {
        if let form { return form.merge == nil ? .form : .merge }
        if history != nil { return .history }
        if alerts.isOpen { return .alerts }
        switch view {
        case .tickets: return tickets.isDetailOpen ? .ticket : .tickets
        case .events: return events.opened == nil ? .events : .payload
        case .cluster:
            switch cluster.opened {
            case nil: return .cluster
            case .node: return .node
            case .stream, .advisory: return .stream
            }
        case .service: return services.opened == nil ? .services : .instance
        }
    }

    /// Whether the servers can be reached as far as one knows.
    var isConnected: Bool { connection.link == .connected }
}
