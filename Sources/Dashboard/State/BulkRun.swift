import Tickets

/// A bulk change under way: a few tickets at a time.
struct BulkRun: Sendable, Hashable {
    enum Purpose: Sendable, Hashable {
        case change(BulkDeed)
        /// The undo of an earlier one.
        case undo
    }

    /// So many changes are under way at once.
    static let width = 8
    /// Of so many failures it is read who was faster.
    static let explained = 50

    let tenant: Tenant
    let purpose: Purpose
    let jobs: [BulkJob]
    /// The first job that was not begun.
    var next = 0
    /// The tickets whose answers are awaited.
    var underWay: Set<TicketID> = []
    /// How many were changed.
    var succeeded = 0
    /// What it takes to undo what was done so far.
    var steps: [UndoStep] = []
    /// The tickets as they stand after their steps were undone.
    var restored: [UndoStack.Restored] = []
    /// Steps that failed, but may be undone later.
    var kept: [UndoStep] = []
    var failures: [BulkFailure] = []
    /// Why no further job is begun.
    var stopped: String?

    init(tenant: Tenant, purpose: Purpose, jobs: [BulkJob]) {
        self.tenant = tenant
        self.purpose = purpose
        self.jobs = jobs
    }

    /// How many jobs were answered.
    var answered: Int { succeeded + failures.count }

    /// The jobs that were not begun.
    var rest: ArraySlice<BulkJob> { jobs[next...] }

    /// The steps of an undo that can be asked for again.
    var undoable: [UndoStep] {
        kept + rest.compactMap { if case .undo(let step) = $0 { step } else { nil } }
    }

    var isOver: Bool { underWay.isEmpty && (stopped != nil || rest.isEmpty) }
}
