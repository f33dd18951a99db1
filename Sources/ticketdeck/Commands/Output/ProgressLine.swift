import CommandOptions
import Glibc
import Synchronization

/// A line on stderr that is written over again and again; nothing at all where stderr is no terminal.
final class ProgressLine: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var isShown = false
    }

    private static let interval = Duration.milliseconds(100)
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    /// Shows a text in place of the one before; one that comes too soon after it is left out.
    func show(_ text: @autoclosure () -> String) {
        guard isTerminal else { return }
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            if let shownAt = state.shownAt, now - shownAt < ProgressLine.interval { return false }
            state.shownAt = now
            state.isShown = true
            return true
        }
        if isDue { FileHandleText.writeError("\r\u{1B}[K\(text())") }
    }

    /// Takes the line away, so that other text can be written.
    func clear() {
        let wasShown = state.withLock { state in
            defer {
                state.isShown = false
                state.shownAt = nil
            }
            return state.isShown
        }
        if wasShown { FileHandleText.writeError("\r\u{1B}[K") }
    }

    /// Writes a line that stays; the progress comes back below it.
    func say(_ line: String) {
        clear()
        FileHandleText.writeError("\(DisplayText.line(line))\n")
    }
}
