import Screen
import Tickets

/// What a bulk change that did not change all tickets leaves to be known.
struct BulkResult: Sendable, Hashable {
    let purpose: BulkRun.Purpose
    let succeeded: Int
    let count: Int
    /// Why the rest was not tried.
    let stopped: String?
    /// How many changes can be undone later that were not undone now.
    let undoable: Int
    var failures: [BulkFailure]
    var pane = ScrollPane()
    /// Whether it has stood on the screen: keys typed before do not close it.
    var isShown = false

    init(_ run: BulkRun) {
        undoable = run.undoable.count
        purpose = run.purpose
        succeeded = run.succeeded
        count = run.jobs.count
        stopped = run.stopped
        failures = run.failures
    }

    /// How many were not tried.
    var untried: Int { count - succeeded - failures.count }
}
