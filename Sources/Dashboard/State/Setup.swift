public import Screen
public import Tickets

/// What the dashboard is told when it begins.
public struct Setup: Sendable, Hashable {
    public var tenant: Tenant
    /// Whether nobody asked for that tenant: the first one by name is then shown as soon as it is known.
    public var seeksTenant: Bool
    /// The size of the terminal.
    public var size: Size
    public var now: Timestamp
    /// Whether keys that change something are refused.
    public var isReadOnly: Bool
    /// The symbols that are drawn.
    public var glyphs: Glyphs
    public var keys: Keymap
    /// Who works here; it is the reporter of new tickets.
    public var actor: String
    public var connection: ConnectionStatus
    /// Where the keys of requests come from; another one at each start.
    public var seed: UInt64
    /// Whether the mouse is asked for at the start.
    public var wantsMouse: Bool
    /// The columns of the list that are wanted, as far as there is room.
    public var columns: Set<TicketColumn>
    /// The names of all themes, in their order.
    public var themes: [String]
    public var views: [SavedView]
    /// What in the event stream is to be told.
    public var alerts: [AlertRule]
    /// How local times are reckoned.
    public var localTime: ClockOffsets
    /// What is said first, such as that the configuration is wrong.
    public var notice: String?

    public init(
        tenant: Tenant, seeksTenant: Bool = false, size: Size, now: Timestamp, isReadOnly: Bool = false,
        glyphs: Glyphs = .unicode, keys: Keymap = .standard, actor: String, connection: ConnectionStatus,
        seed: UInt64, wantsMouse: Bool = false,
        columns: Set<TicketColumn> = Set(TicketColumn.allCases),
        themes: [String] = [], views: [SavedView] = [], alerts: [AlertRule] = [],
        localTime: ClockOffsets = ClockOffsets(),
        notice: String? = nil
    ) {
        self.tenant = tenant
        self.seeksTenant = seeksTenant
        self.size = size
        self.now = now
        self.isReadOnly = isReadOnly
        self.glyphs = glyphs
        self.keys = keys
        self.actor = actor
        self.connection = connection
        self.seed = seed
        self.wantsMouse = wantsMouse
        self.columns = columns
        self.themes = themes
        self.views = views
        self.alerts = alerts
        self.localTime = localTime
        self.notice = notice
    }
}
