import Synchronization
import TicketClient

/// Says that an import waits, and for what; once, however many of its requests wait.
final class WaitNotice: Sendable {
    /// What passes sooner is not worth a word.
    private static let shortest = Duration.seconds(1)

    private struct State {
        var since: ContinuousClock.Instant?
        var isSaid = false
    }

    private let state = Mutex(State())
    private let progress: ProgressLine

    init(_ progress: ProgressLine) { self.progress = progress }

    /// A request has failed and will be made again.
    func waits(for error: ClientError) {
        let isDue = state.withLock { state in
            let since = state.since ?? .now
            state.since = since
            guard !state.isSaid, since.duration(to: .now) >= WaitNotice.shortest else { return false }
            state.isSaid = true
            return true
        }
        guard isDue else { return }
        progress.say(
            "ticketdeck: waiting up to \(ImportPatience.limit.components.seconds) s for the service: "
                + error.message)
    }

    /// A request was answered.
    func isOver() {
        let wasSaid = state.withLock { state in
            defer { state = State() }
            return state.isSaid
        }
        if wasSaid { progress.say("ticketdeck: the service answers again, the import goes on") }
    }
}
