import CNCurses
import Dispatch
import Glibc

/// The process's signals while the screen is up. The only file that calls the functions of `rescue.h`.
@MainActor final class Rescue {
    private let source: any DispatchSourceRead

    /// Takes the signals over.
    ///
    /// Handlers write a signal's number into a pipe, and the main queue reads it there: unlike ignored signals
    /// and a signal source, that leaves child processes with default actions.
    /// - Parameter onSignal: told each signal that does not end the program at once.
    /// - Throws: `CursesError.system` when there are no file descriptors left.
    init(onSignal: @escaping @MainActor (Int32) -> Void) throws(CursesError) {
        let reader = td_rescue_install()
        guard reader >= 0 else { throw .system(call: "pipe", code: errno) }
        source = DispatchSource.makeReadSource(fileDescriptor: reader, queue: .main)
        source.setEventHandler {
            MainActor.assumeIsolated {
                var numbers = [UInt8](repeating: 0, count: 64)
                let count = unsafe read(reader, &numbers, numbers.count)
                for number in numbers.prefix(max(0, count)) { onSignal(Int32(number)) }
            }
        }
        source.setCancelHandler { _ = Glibc.close(reader) }
        source.resume()
    }

    /// Gives the signals back to what they were.
    func end() {
        source.cancel()
        td_rescue_uninstall()
    }

    /// Prepares what a dying program writes to leave the screen, after curses started or changed its size.
    func prepare(pasteMode: Bool) {
        td_rescue_clear()
        // The mouse, too: whether it was taken or not, these leave it to the terminal.
        if pasteMode { unsafe td_rescue_add("\u{1B}[?2004l\u{1B}[?1000l\u{1B}[?1006l") }
        for name in ["sgr0", "op", "rmkx", "cnorm"] { unsafe td_rescue_add(td_sequence(name)) }
        if unsafe td_sequence("rmcup") != nil {
            unsafe td_rescue_add(td_sequence("rmcup"))
        } else {
            unsafe td_rescue_add(td_bottom_left())
            unsafe td_rescue_add("\r\n")
        }
    }

    /// Whether there is a screen to leave.
    func arm(_ armed: Bool) { td_rescue_arm(armed) }

    /// Whether SIGTSTP stops the process as usual or is told to the program.
    func stopsByDefault(_ isDefault: Bool) { td_rescue_default_stop(isDefault) }

    /// Sends standard error to an open file.
    func redirectErrors(to file: Int32) { _ = td_rescue_redirect(file) }

    /// Puts standard error back.
    func restoreErrors() { td_rescue_unredirect() }
}
