import Tickets

/// What a load test does.
struct LoadPlan: Sendable {
    /// When it ends.
    enum End: Sendable, Hashable {
        case requests(Int)
        case duration(Duration)
    }

    let tenants: [Tenant]
    /// How many requests are under way at once.
    let concurrency: Int
    let end: End
    let mix: LoadMix

    /// The tickets that each tenant has at least before the measurement.
    static let ticketsPerTenant = 100
    /// How many tickets a list asks for.
    static let pageSize = 20

    /// Tenants that are called so that nobody takes them for real ones.
    static func tenants(_ count: Int) -> [Tenant] { (1...count).compactMap { Tenant("load-\($0)") } }
}
