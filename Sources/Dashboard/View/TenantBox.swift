import Screen

/// The size of the choice of a tenant.
struct TenantBox {
    let width: Int
    /// How many tenants are shown at once.
    let rows: Int

    init(state: DashboardState) {
        width = min(48, max(1, state.size.width - 6))
        rows = min(12, max(1, state.size.height - 7))
    }
}
