import Screen

extension DashboardState {
    mutating func perform(_ action: Action) {
        if action.writes, isReadOnly { return say(.warning, "read-only: nothing can be changed here") }
        switch action {
        case .showTickets: show(.tickets)
        case .showEvents: show(.events)
        case .showCluster: show(.cluster)
        case .showService: show(.service)
        case .showAlerts: showAlerts()
        case .nextView: show(view.neighbour(1))
        case .previousView: show(view.neighbour(-1))
        case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom: move(action)
        case .open: open()
        case .back: if stopsByEscape { stopWork() } else { goBack() }
        case .close: closeOrQuit()
        case .quit: quit()
        case .filter: beginFilter()
        case .nextTheme: ask(.nextTheme)
        case .mouse: ask(.setMouse(!isMouseOn))
        case .redraw: ask(.redraw)
        case .suspend: ask(.suspend)
        case .help: overlay = .help(HelpState())
        case .palette: overlay = .palette(Palette())
        case .mark: toggleMark()
        case .markAll: toggleAllMarks()
        case .pause: togglePause()
        case .from: overlay = .from(FromPrompt())
        case .timeForm: nextTimeForm()
        case .addMarker: addMarker()
        case .nextMarker: goToMarker(1)
        case .previousMarker: goToMarker(-1)
        case .rates: toggleRates()
        case .eventsOfTicket: showEventsOfTicket()
        case .goToTicket: goToTicketOfEvent()
        case .nextEvent: turnEvent(by: 1)
        case .previousEvent: turnEvent(by: -1)
        case .history: openHistory()
        case .killNode: askToKill()
        case .startNode: startNode()
        case .restoreRevision: askToRestore()
        case .save, .nextField, .previousField, .editor, .cancel, .takeBefore, .takeTheirs, .takeMine,
            .editMerged:
            break
        case .chooseTenant, .newTicket, .editTicket, .deleteTicket, .setStatus, .setPriority, .setAssignee,
            .undo, .sortNext, .sortReverse, .copyID, .reload:
            performOnTickets(action)
        }
    }

    mutating func open() {
        if place == .alerts { return openAlert() }
        switch view {
        case .tickets:
            guard tickets.selected != nil else { return }
            tickets.isDetailOpen = true
            tickets.detail = ScrollPane()
        case .events: openEvent()
        case .cluster: openInCluster()
        case .service: openInstance()
        }
    }

    /// One step back: out of what is open, then out of the filter, then to the tickets.
    private mutating func goBack() {
        switch place {
        case .ticket: tickets.isDetailOpen = false
        case .payload: events.opened = nil
        case .node, .stream: cluster.opened = nil
        case .instance: services.opened = nil
        case .tickets: if !tickets.expression.text.isEmpty { clearFilter() }
        case .events: goBackInEvents()
        case .cluster, .services: show(.tickets)
        case .alerts: alerts.isOpen = false
        case .history: history = nil
        case .form, .merge: break
        }
    }

    /// Out of the search, the rates, the filter, and then to where one came from.
    private mutating func goBackInEvents() {
        if isSearchingEvents { return stopSearch() }
        if hidesEventsByRates { return events.ratesChoice = false }
        if let origin = events.origin {
            show(origin)
            return clearEventFilter()
        }
        if events.filter.text.isEmpty { show(.tickets) } else { clearFilter() }
    }

    private mutating func closeOrQuit() {
        switch place {
        case .tickets: quit()
        case .events: if events.origin == nil { show(.tickets) } else { goBackInEvents() }
        case .cluster, .services: show(.tickets)
        case .ticket, .payload, .node, .stream, .instance, .alerts, .form, .merge, .history: goBack()
        }
    }
}
