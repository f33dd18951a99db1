import CNCurses
import Dispatch
import Glibc
public import Screen

/// The only owner of the terminal: keys in, frames out, and everything put back at the end.
///
/// One at a time in a process. All of it runs on the main actor, since ncurses is not thread-safe.
@MainActor public final class Terminal {
    /// The size of the screen.
    public internal(set) var size: Size
    /// The colours there are, after `NO_COLOR` and the options.
    public let colorDepth: ColorDepth
    /// Whether the locale's character set is UTF-8.
    public let isUTF8: Bool
    /// The symbols that this terminal can show.
    public let glyphs: Glyphs
    /// Told keys, pastes and changes of size, as many as there are, whenever there are some.
    public var onEvents: @MainActor ([TerminalEvent]) -> Void = { _ in }
    /// Told that the program shall end: the signal's number (SIGTERM, SIGHUP, SIGINT), SIGHUP also when the
    /// terminal is gone. The program then closes the terminal and exits with 128 plus that number. Without a
    /// value the terminal is closed and the program dies of the signal at once.
    public var onTermination: (@MainActor (Int32) -> Void)?

    /// Who uses the terminal.
    enum Mode {
        case active
        /// A child process, as the user's editor.
        case lent
        /// The shell: the program was stopped.
        case suspended
        case closed
    }

    var mode = Mode.closed
    /// Counts the suspensions, so that a late look at one does not end the next.
    var suspensions = 0
    var latest: Frame?
    let painter: Painter
    let input: Input
    var rescue: Rescue?
    let hasPasteMode: Bool
    private let errorLog: Int32

    /// Takes the terminal on standard input and output over.
    ///
    /// - Throws: `CursesError`; the terminal is then as it was.
    public static func open(_ options: TerminalOptions = TerminalOptions()) throws(CursesError) -> Terminal {
        try Terminal(options)
    }

    private init(_ options: TerminalOptions) throws(CursesError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        let type = try TerminalType.choose(named: environmentValue("TERM") ?? "unknown")
        errorLog = try Self.openLog(options.errorLog)
        isUTF8 = td_use_locale()
        let hub = SignalHub()
        let rescue = try Rescue { hub.deliver($0) }
        guard unsafe td_start(type, options.colorDepth != .mono) else {
            rescue.end()
            throw .unknownType(type)
        }
        colorDepth = Self.depth(options)
        glyphs = options.asciiOnly || !isUTF8 ? .ascii : .unicode
        hasPasteMode = td_is_ansi()
        let drawing = CellDrawing(isUTF8: isUTF8, asciiOnly: options.asciiOnly || !isUTF8)
        painter = Painter(drawing: drawing, colorDepth: colorDepth)
        input = Input(isUTF8: isUTF8)
        size = Size(width: Int(td_columns()), height: Int(td_rows()))
        self.rescue = rescue
        hub.target = self
        _ = takeSize()
        enter()
        startInput()
    }

    /// Puts a frame on the screen; what has not changed costs nothing. While the terminal is lent or the program
    /// is suspended, the last frame waits.
    public func paint(_ frame: Frame) {
        latest = frame
        guard mode == .active else { return }
        painter.paint(frame, on: size, everything: false)
    }

    /// Draws the whole screen anew, in case something else wrote on it.
    public func redraw() {
        guard mode == .active else { return }
        painter.paint(latest ?? Frame(size: size), on: size, everything: true)
    }

    /// Puts the terminal back as it was. Calling it again does nothing.
    public func close() {
        guard mode != .closed else { return }
        input.stop()
        if mode == .active { leave() }
        mode = .closed
        rescue?.end()
        rescue = nil
        if errorLog >= 0 { _ = Glibc.close(errorLog) }
    }

    /// Takes the screen: curses comes back by itself with the next picture.
    func enter() {
        mode = .active
        if errorLog >= 0 { rescue?.redirectErrors(to: errorLog) }
        rescue?.prepare(pasteMode: hasPasteMode)
        rescue?.stopsByDefault(false)
        rescue?.arm(true)
        painter.paint(latest ?? Frame(size: size), on: size, everything: true)
        if hasPasteMode { send("\u{1B}[?2004h") }
    }

    /// Gives the screen back to whoever had it before.
    func leave() {
        if hasPasteMode { send("\u{1B}[?2004l") }
        endwin()
        // Without a screen of its own to leave, the last line belongs to the picture: the shell gets a new one.
        if unsafe td_sequence("rmcup") == nil { send("\r\n") }
        rescue?.arm(false)
        rescue?.restoreErrors()
    }

    private static func depth(_ options: TerminalOptions) -> ColorDepth {
        if let wanted = options.colorDepth { return min(wanted, available) }
        return environmentValue("NO_COLOR") == nil ? available : .mono
    }

    private static var available: ColorDepth {
        switch td_colors() {
        case 256...: .colors256
        case 16...: .colors16
        case 8...: .colors8
        default: .mono
        }
    }

    private static func openLog(_ path: String?) throws(CursesError) -> Int32 {
        guard let path else { return -1 }
        let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .log(path: path, code: errno) }
        return file
    }
}

/// Passes signals on to a terminal that is still being opened when they are first taken over.
@MainActor final class SignalHub {
    weak var target: Terminal?

    func deliver(_ signal: Int32) { target?.handle(signal: signal) }
}
