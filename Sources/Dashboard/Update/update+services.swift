import Screen
import Tickets

extension DashboardState {
    /// Takes in a reading of the services; the cursor stays on its instance.
    mutating func receive(_ reading: ServiceReading) {
        guard services.isWatching else { return }
        switch reading {
        case .unavailable(let reason): services.problem = reason
        case .instances(let instances):
            let (wanted, line) = (services.wanted, services.viewport.line)
            services.take(instances, at: now, silentSince: serviceSilentSince)
            guard let row = services.instances?.firstIndex(where: { $0.id == wanted }) else { return }
            services.viewport.place(
                cursor: row, atLine: line, count: services.count, height: DashboardLayout(self).instanceRows)
        }
    }

    private var serviceSilentSince: Timestamp? {
        if case .silent(let since, _) = connection.service { since } else { nil }
    }

    /// Asks the instances while the view is shown, and only then.
    mutating func watchServices(_ isWatching: Bool) {
        guard isWatching != services.isWatching else { return }
        services.watch(isWatching)
        ask(.watchServices(isWatching))
    }

    mutating func openInstance() {
        services.opened = services.selected?.id
        services.page = ScrollPane()
    }

    mutating func moveInServices(_ action: Action, _ layout: DashboardLayout) {
        let row = target(
            of: action, from: services.viewport.cursor, count: services.count, height: layout.instanceRows)
        services.viewport.move(to: row, count: services.count, height: layout.instanceRows)
    }
}
