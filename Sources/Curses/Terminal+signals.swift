import CNCurses
import Dispatch
import Glibc
import Screen

extension Terminal {
    /// Stops the program as Ctrl-Z does in a shell, and comes back with a full picture.
    public func suspend() {
        guard mode == .active else { return }
        input.pause()
        leave()
        mode = .suspended
        suspensions += 1
        let suspension = suspensions
        rescue?.stopsByDefault(true)
        kill(0, SIGTSTP)
        // Where no shell could ever continue it, the system ignores the stop, and no SIGCONT tells so.
        DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(200)) {
            MainActor.assumeIsolated {
                if self.mode == .suspended, self.suspensions == suspension { self.comeBack() }
            }
        }
    }

    /// Lends the terminal to a child process, as to an editor, until `body` is done.
    public func withChild<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let lends = mode == .active
        if lends { lend() }
        defer { if lends, mode == .lent { comeBack() } }
        return try await body()
    }

    private func lend() {
        input.pause()
        leave()
        mode = .lent
        // The child and this program are stopped together.
        rescue?.stopsByDefault(true)
    }

    /// Takes the terminal back and tells when its size is another one.
    private func comeBack() {
        let changed = takeSize()
        enter()
        input.resume()
        if changed { onEvents([.resize(size)]) }
    }

    /// Acts on a signal; called on the main actor, after the signal's handler.
    func handle(signal number: Int32) {
        switch number {
        case SIGWINCH: resize()
        case SIGCONT: continued()
        case SIGTSTP: suspend()
        // An interrupt typed while the terminal is lent is the child's.
        case SIGINT where mode == .lent: break
        default: terminate(number)
        }
    }

    private func resize() {
        guard mode == .active, takeSize() else { return }
        rescue?.prepare(pasteMode: hasPasteMode)
        onEvents([.resize(size)])
    }

    private func continued() {
        switch mode {
        case .suspended: comeBack()
        case .active:
            // Stopped by force: whoever had the terminal since may have left it in any mode.
            leave()
            comeBack()
        case .lent, .closed: break
        }
    }

    /// Tells the program to end, or ends it.
    func terminate(_ signal: Int32) {
        if let onTermination { return onTermination(signal) }
        close()
        Glibc.signal(signal, SIG_DFL)
        kill(getpid(), signal)
    }

    /// Reads the terminal's size; `true`: it is another one than before.
    func takeSize() -> Bool {
        var (rows, columns) = (Int32(0), Int32(0))
        guard unsafe td_terminal_size(&rows, &columns) else { return false }
        let new = Size(width: Int(columns), height: Int(rows))
        if td_rows() != rows || td_columns() != columns { resizeterm(rows, columns) }
        defer { size = new }
        return new != size
    }
}
