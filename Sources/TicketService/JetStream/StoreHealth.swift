import Synchronization

/// How far a store can be relied on, and those who wait for a first word about it.
final class StoreHealth: Sendable {
    private enum Phase {
        /// The tickets are not known yet; why, once it has not worked.
        case loading(reason: String?)
        /// The tickets are known; since when the log is silent, if it is.
        case serving(silentSince: ContinuousClock.Instant?)
    }

    private struct State {
        var phase = Phase.loading(reason: nil)
        var isDecided = false
        /// Why the last record was not taken.
        var refusal: String?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// How long the log may be silent before what is known counts as too old: longer than servers need to elect a
    /// leader, when nothing can change.
    static let readPatience = Duration.seconds(10)
    /// How long before a change is refused at once, rather than after an attempt that nobody may answer.
    static let writePatience = Duration.seconds(3)

    private let state = Mutex(State())

    /// Why requests cannot be answered just now; `nil` when they can.
    ///
    /// - Parameter patience: how long the log may be silent.
    func obstacle(after patience: Duration) -> String? {
        state.withLock { state in
            switch state.phase {
            case .loading(let reason): return reason ?? "the tickets are being loaded, ask again"
            case .serving(nil): return nil
            case .serving(let since?):
                if since.duration(to: .now) < patience { return nil }
                return "the ticket log cannot be read just now, ask again"
            }
        }
    }

    /// Whether the tickets were loaded.
    var isServing: Bool {
        state.withLock { if case .serving = $0.phase { true } else { false } }
    }

    /// Why records cannot be written, and what to do; `nil` when they can, as far as is known.
    var refusal: String? { state.withLock { $0.refusal } }

    /// A record was refused, or taken.
    func refuses(_ reason: String?) { state.withLock { $0.refusal = reason } }

    /// Loading has begun anew.
    func startsLoading() { change { $0.phase = .loading(reason: nil) } }

    /// Loading does not work just now.
    func cannotLoad(_ reason: String) {
        change { state in
            if case .loading = state.phase { state.phase = .loading(reason: reason) }
            state.isDecided = true
        }
    }

    /// All tickets are known.
    func isLoaded() {
        change { state in
            state.phase = .serving(silentSince: nil)
            state.isDecided = true
        }
    }

    /// The log has fallen silent, or speaks again.
    func isSilent(_ isSilent: Bool) {
        change { state in
            guard case .serving(let since) = state.phase else { return }
            state.phase = .serving(silentSince: isSilent ? since ?? .now : nil)
        }
    }

    /// Waits until the tickets are loaded, or until it is clear that they cannot be just now.
    func decided() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isDecided || Task.isCancelled { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            change { $0.isDecided = true }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            body(&state)
            guard state.isDecided else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in ready { continuation.resume() }
    }
}
