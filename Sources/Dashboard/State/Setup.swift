public import Screen
public import Tickets

/// What the dashboard is told when it begins.
public struct Setup: Sendable, Hashable {
    public var tenant: Tenant
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

    public init(
        tenant: Tenant, size: Size, now: Timestamp, isReadOnly: Bool = false, glyphs: Glyphs = .unicode,
        keys: Keymap = .standard, actor: String, connection: ConnectionStatus, seed: UInt64
    ) {
        self.tenant = tenant
        self.size = size
        self.now = now
        self.isReadOnly = isReadOnly
        self.glyphs = glyphs
        self.keys = keys
        self.actor = actor
        self.connection = connection
        self.seed = seed
    }
}
