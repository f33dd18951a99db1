import Screen

extension DashboardState {
    /// Moves the cursor of a list, or scrolls what is open.
    mutating func move(_ action: Action) {
        let layout = DashboardLayout(self)
        switch place {
        case .tickets: moveInTickets(action, layout)
        case .events: moveInEvents(action, layout)
        case .cluster: moveInCluster(action, layout)
        case .ticket: scroll(\.tickets.detail, action, count: layout.detailLines(self), layout.detail.height)
        case .payload: scroll(\.events.payload, action, count: layout.payloadLines(self), layout.page.height)
        case .node, .stream:
            scroll(\.cluster.page, action, count: layout.clusterPageLines(self), layout.page.height)
        case .services: moveInServices(action, layout)
        case .instance:
            scroll(\.services.page, action, count: layout.instanceLines(self), layout.page.height)
        case .alerts: moveInAlerts(action, layout)
        case .history: moveInHistory(action)
        case .form, .merge: break
        }
    }

    private mutating func moveInTickets(_ action: Action, _ layout: DashboardLayout) {
        let (before, count) = (tickets.viewport.cursor, tickets.list.count)
        tickets.wantsEnd = action == .bottom && !tickets.list.isAtEnd
        tickets.scanned = 0
        let row = target(of: action, from: before, count: count, height: layout.ticketRows)
        // Beside the detail a terminal cannot scroll the list by itself.
        let isStep = abs(row - before) == 1 && layout.isSplit
        tickets.viewport.move(
            to: row, count: count, height: layout.ticketRows, stride: isStep ? layout.ticketRows / 2 : 1)
        if tickets.viewport.cursor != before { tickets.detail = ScrollPane() }
    }

    mutating func moveToEnd() {
        let count = tickets.list.count
        tickets.viewport.move(to: count - 1, count: count, height: DashboardLayout(self).ticketRows)
        let hasMore = tickets.list.isOpenEnded && tickets.scanned < TicketsState.scanLimit
        if tickets.list.isAtEnd || tickets.list.isOpenEnded && !hasMore { tickets.wantsEnd = false }
    }

    /// The row that a movement leads to; may be outside of the list.
    func target(of action: Action, from row: Int, count: Int, height: Int) -> Int {
        switch action {
        case .top: 0
        case .bottom: count - 1
        default: row + step(of: action, height: height)
        }
    }

    private func step(of action: Action, height: Int) -> Int {
        switch action {
        case .down: 1
        case .up: -1
        case .pageDown: max(1, height - 1)
        case .pageUp: -max(1, height - 1)
        case .halfPageDown: max(1, height / 2)
        case .halfPageUp: -max(1, height / 2)
        default: 0
        }
    }

    mutating func scroll(
        _ pane: WritableKeyPath<DashboardState, ScrollPane>, _ action: Action, count: Int, _ height: Int
    ) {
        let lines = action == .top ? -count : action == .bottom ? count : step(of: action, height: height)
        self[keyPath: pane].scroll(by: lines, count: count, height: height)
    }
}
