import Tickets

extension DashboardState {
    /// Why an action would do nothing just now; `nil`: it would do something.
    func refusal(of action: Action) -> String? {
        if action.writes, isReadOnly { return "read-only: nothing can be changed here" }
        if action == .undo, undo.last(in: tenant) == nil { return "nothing to undo" }
        if action.needsTicket, tickets.selected == nil { return "no ticket is chosen" }
        if action == .killNode || action == .startNode { return refusalToChangeNode(action) }
        return nil
    }
}
