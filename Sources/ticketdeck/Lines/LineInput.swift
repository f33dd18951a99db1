import Dispatch
import Synchronization

/// The lines that a person types, one asked for at a time.
///
/// Waiting for the keyboard blocks a thread of its own; the end of the program does not wait for it.
final class LineInput: Sendable {
    private struct State {
        var hasEnded = false
        var waiting: CheckedContinuation<String?, Never>?
    }

    private let queue = DispatchQueue(label: "ticketdeck.lines")
    private let state = Mutex(State())

    /// The next line without its end; `nil`: there are no more.
    func next() async -> String? {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting = continuation }
                return state.hasEnded
            }
            if hasEnded { return continuation.resume(returning: nil) }
            queue.async { self.deliver(readLine()) }
        }
    }

    /// Gives who waits, and everyone later, the end: Ctrl-C was typed, or the program is told to stop.
    func end() {
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }

    private func deliver(_ line: String?) {
        let waiting = state.withLock { state in
            if line == nil { state.hasEnded = true }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: line)
    }
}
