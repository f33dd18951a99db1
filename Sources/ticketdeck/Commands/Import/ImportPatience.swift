import TicketClient
import TicketWire

/// How long an import waits for a service that is away, busy or silent.
struct ImportPatience {
    /// How long in all.
    static let limit = Duration.seconds(30)
    private static let longestPause = Duration.seconds(2)
    private var since: ContinuousClock.Instant?
    private var pause = Duration.milliseconds(100)

    /// Whether a failure may pass by itself.
    static func isPassing(_ error: ClientError) -> Bool {
        switch error.kind {
        case .disconnected, .noService, .unknownOutcome: true
        case .refused(let refusal):
            switch refusal.code {
            case .overloaded, .unavailable, .unknownOutcome: true
            case .invalid, .forbidden, .notFound, .conflict, .tooLarge: false
            }
        case .notPermitted, .unreadableReply, .notSent: false
        }
    }

    /// Waits before the next attempt; `false` when there has been enough of them.
    mutating func waits() async -> Bool {
        let now = ContinuousClock.now
        guard now - (since ?? now) < ImportPatience.limit else { return false }
        since = since ?? now
        // A pause between attempts, not a wait for a result.
        do { try await Task.sleep(for: pause) } catch { return false }
        pause = min(pause * 2, ImportPatience.longestPause)
        return true
    }
}
