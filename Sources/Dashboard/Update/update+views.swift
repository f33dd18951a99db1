import Screen
import Tickets

extension DashboardState {
    /// Keeps the filter and the order of the list under a name.
    mutating func saveView(_ name: String) {
        let view = SavedView(name: name, filter: tickets.expression.text, sort: tickets.list.sort)
        if let index = views.firstIndex(where: { $0.name == name }) {
            views[index] = view
        } else {
            views.append(view)
            views.sort { $0.name < $1.name }
        }
        ask(.saveViews(views.filter { !$0.isFixed }))
        say(.good, "saved the view \"\(name)\"; the palette shows it")
    }

    mutating func delete(_ view: SavedView) {
        views.removeAll { $0.name == view.name }
        ask(.saveViews(views.filter { !$0.isFixed }))
        say(.info, "forgot the view \"\(view.name)\"")
    }

    /// Shows the list as a saved view has it.
    mutating func show(_ saved: SavedView) {
        show(.tickets)
        tickets.isDetailOpen = false
        tickets.isTypingFilter = false
        editFilter { $0 = LineEditor(saved.filter) }
        if tickets.list.sort != saved.sort { sort(by: saved.sort.field, saved.sort.order) }
        say(.info, "view \"\(saved.name)\"")
    }
}
