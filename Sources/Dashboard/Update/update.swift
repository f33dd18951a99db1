import Screen

/// Takes in a message: changes the state and says what is to be done outside of it. A pure function.
///
/// A batch of messages begins with `clock`, so that what is measured from now on is right.
public func update(_ state: inout DashboardState, _ message: Message) -> [Effect] {
    state.receive(message)
    state.settle()
    return state.takeOutbox()
}

/// The first effects of a dashboard.
public func start(_ state: inout DashboardState) -> [Effect] {
    state.ask(.follow(state.tenant))
    state.reload(atLeast: 0)
    state.loadCounts()
    if state.seeksTenant { state.ask(.loadTenants) }
    if state.wantsMouse { state.ask(.setMouse(true)) }
    state.followForAlerts()
    state.settle()
    return state.takeOutbox()
}

/// Notes that what `view` showed last stands on the screen: from now on keys can answer it.
public func didPaint(_ state: inout DashboardState) {
    if case .question(var question) = state.overlay, !question.isShown {
        question.isShown = true
        state.overlay = .question(question)
    }
    if case .gone(var gone) = state.overlay, !gone.isShown {
        gone.isShown = true
        state.overlay = .gone(gone)
    }
    if case .bulk(var question) = state.overlay, !question.isShown {
        question.isShown = true
        state.overlay = .bulk(question)
    }
    if case .bulkResult(var result) = state.overlay, !result.isShown {
        result.isShown = true
        state.overlay = .bulkResult(result)
    }
    guard let form = state.form else { return }
    if form.merge == nil, form.notice?.isShown == false { state.form?.notice?.isShown = true }
    if form.merge?.isShown == false, state.overlay == nil { state.form?.merge?.isShown = true }
}

extension DashboardState {
    mutating func receive(_ message: Message) {
        switch message {
        case .terminal(let event): receive(event)
        case .clock(let time): receive(clock: time)
        case .connection(let status): receive(status)
        case .tenants(let result): receive(result)
        case .page(let number, let result): receivePage(number, result)
        case .changed(let change): hear(change)
        case .feedReset: feedWasReset()
        case .counts(let number, let result): receiveCounts(number, result)
        case .written(let number, let result): receiveAnswer(number, result)
        case .ticket(let number, let result): receiveTicket(number, result)
        case .history(let number, let result): receiveHistory(number, result)
        case .events(let records, let dropped): receive(records, dropped: dropped)
        case .eventFeed(let feed): receive(feed)
        case .alerts(let batch): receive(batch)
        case .eventTally(let tally): receive(tally)
        case .eventExcerpt(let number, let result): receiveExcerpt(number, result)
        case .cluster(let report): receive(report)
        case .advisories(let advisories): receive(advisories)
        case .nodeChange(let change): receive(change)
        case .services(let reading): receive(reading)
        case .edited(let text, let problem): receiveEdited(text, problem)
        case .draftFound(let draft): offer(draft)
        case .terminating: saveDraftNow()
        case .themeChanged(let name, let problem): themeChanged(name, problem)
        case .draftNotSaved(let problem): say(.bad, problem)
        case .viewsNotSaved(let problem): say(.bad, problem)
        case .exported(let step): receive(step)
        case .mouse(let isOn, let wasAsked): receiveMouse(isOn: isOn, wasAsked: wasAsked)
        }
    }

    /// What follows from any change: the cursor is on the screen, what is about to be shown is loaded,
    /// and the runner wakes the dashboard when something is due.
    mutating func settle() {
        fitViewports()
        followMarks()
        loadMore()
        loadEvents()
        openWantedTicket()
        followSelection()
        scheduleWake()
    }

    mutating func takeOutbox() -> [Effect] {
        defer { outbox = [] }
        return outbox
    }

    private mutating func fitViewports() {
        let layout = DashboardLayout(self)
        tickets.viewport.fit(count: tickets.list.count, height: layout.ticketRows)
        limitNews(layout)
        events.viewport.fit(count: events.count, height: layout.eventRows)
        if var open = history {
            open.viewport.fit(count: open.changes.count, height: HistoryLayout(self).rows.height)
            history = open
        }
        cluster.viewport.fit(count: cluster.rows.count, height: layout.nodeRows)
        alerts.viewport.fit(count: alerts.entries.count, height: layout.alertRows)
        if services.instances != nil {
            services.viewport.fit(count: services.count, height: layout.instanceRows)
        }
    }

    private mutating func themeChanged(_ name: String, _ problem: String?) {
        if let problem { say(.bad, "theme \(name): \(problem)") } else { say(.info, "theme \(name)") }
    }
}
