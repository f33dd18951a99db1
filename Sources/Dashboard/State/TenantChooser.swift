import Screen
import Tickets

/// The choice of a tenant, narrowed by what is typed.
struct TenantChooser: Sendable, Hashable {
    /// A line of the choice.
    enum Row: Sendable, Hashable {
        case known(TenantCount)
        /// Nobody has tickets under that name yet.
        case new(Tenant)
    }

    var editor = LineEditor()
    var viewport = ListViewport()

    /// What there is to choose of the known tenants and the typed name.
    func rows(_ tenants: [TenantCount]) -> [Row] {
        let typed = editor.text.lowercased()
        let known = tenants.filter { typed.isEmpty || $0.tenant.name.lowercased().contains(typed) }
        var rows = known.map(Row.known)
        if let tenant = Tenant(editor.text), !tenants.contains(where: { $0.tenant == tenant }) {
            rows.append(.new(tenant))
        }
        return rows
    }
}
