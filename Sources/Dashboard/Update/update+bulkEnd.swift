import Tickets

// The end of a bulk change, and what is said of it.
extension DashboardState {
    var bulkIsUnderWay: String { "the change of many tickets is not done yet" }

    /// Whether the key for back stops what goes on by itself.
    var stopsByEscape: Bool {
        guard place == .tickets || place == .ticket else { return false }
        return tickets.marking != nil || bulk.map { $0.stopped == nil } ?? false
    }

    mutating func stopWork() {
        if tickets.marking != nil {
            tickets.marking = nil
            say(.info, "marking stopped: \(tickets.marks.count) marked")
        } else {
            bulk?.stopped = "you stopped it"
        }
    }

    mutating func endBulk() {
        guard let run = bulk else { return }
        bulk = nil
        undo.move(to: run.restored)
        if let step = UndoStep(run.steps + run.undoable) { undo.push(step) }
        let result = BulkResult(run)
        guard !result.failures.isEmpty || result.untried > 0 else {
            return say(.good, run.purpose.done(run.succeeded, undoKey: hint(.undo)))
        }
        let isFree = overlay == nil && place == .tickets && !isTypingFilter
        if isFree { overlay = .bulkResult(result) }
        let marked = run.purpose == .undo ? "" : "; what is left stays marked"
        say(.warning, "\(result.succeeded) of \(result.count) done\(marked)")
    }

    /// What the status line says: how far work has come, unless there is a warning.
    var shownRemark: Remark? {
        if let remark, remark.kind == .bad || remark.kind == .warning { return remark }
        return progress ?? remark
    }

    /// How far the work has come that goes on by itself.
    private var progress: Remark? {
        let stop = stopsByEscape ? "; Esc stops" : ""
        if let run = bulk {
            let failed = run.failures.isEmpty ? "" : ", \(run.failures.count) failed"
            let end = run.stopped == nil ? stop : "; stopping"
            let text = "\(run.purpose.doing): \(run.answered) of \(run.jobs.count)\(failed)\(end)"
            return Remark(kind: .info, text: text, until: now)
        }
        guard view == .tickets, let marking = tickets.marking else { return nil }
        let total = marking.total.map { " of \(min($0, Marking.limit))" } ?? ""
        return Remark(kind: .info, text: "marking: \(marking.read)\(total) read\(stop)", until: now)
    }
}
