public import Screen
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// A program in a real pseudo-terminal: tmux runs it, types into it and reads its screen.
///
/// Each session is a tmux server of its own; it ends with `close()`.
public final class TerminalSession: Sendable {
    private let socket: String
    private let isClosed = Mutex(false)
    private static let counter = Mutex(0)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - size: of the terminal.
    ///   - environment: added to that of the tests; an empty value removes a variable.
    ///   - term: what the program finds in `TERM`.
    public init(
        _ command: [String], size: Size = Size(width: 80, height: 24), environment: [String: String] = [:],
        term: String = "xterm-256color"
    ) async throws {
        let number = TerminalSession.counter.withLock { counter in
            counter += 1
            return counter
        }
        socket = "ticketdeck-\(getpid())-\(number)"
        // env takes its options only before the first assignment.
        let sorted = environment.sorted { $0.key < $1.key }
        var words =
            ["env"] + sorted.filter { $0.value.isEmpty }.flatMap { ["-u", $0.key] } + ["TERM=\(term)"]
        words += sorted.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" } + command
        let line = words.map(TerminalSession.quoted).joined(separator: " ")
        try await tmux(
            "new-session", "-d", "-x", "\(size.width)", "-y", "\(size.height)", "-s", "test",
            // The shell waits so that the last screen can be read; it tells how the program ended.
            "\(line); echo \"[ended $?]\"; exec cat")
        try await tmux("set-option", "-g", "status", "off")
        try await tmux("set-option", "-g", "escape-time", "0")
        try await tmux("resize-window", "-t", "test", "-x", "\(size.width)", "-y", "\(size.height)")
    }

    deinit {
        // A test that failed on the way has not closed its session.
        guard !isClosed.withLock({ $0 }) else { return }
        let words = ["tmux", "-L", socket, "kill-server"]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var id: Int32 = 0
        if unsafe posix_spawnp(&id, "tmux", nil, nil, &arguments, environ) == 0 {
            waitpid(id, nil, 0)
        }
    }

    /// Types text as it is.
    public func type(_ text: String) async throws { try await tmux("send-keys", "-t", "test", "-l", text) }

    /// Presses keys by tmux's names: `Enter`, `Escape`, `C-s`, `BTab`, `PageDown`.
    public func press(_ keys: String...) async throws {
        for key in keys { try await tmux("send-keys", "-t", "test", key) }
    }

    /// Pastes text as a terminal does, in brackets when the program asked for them.
    public func paste(_ text: String) async throws {
        try await tmux("set-buffer", text)
        try await tmux("paste-buffer", "-p", "-t", "test")
    }

    /// Gives the terminal another size.
    public func resize(_ size: Size) async throws {
        try await tmux("resize-window", "-t", "test", "-x", "\(size.width)", "-y", "\(size.height)")
    }

    /// The screen as text, one line a row.
    public func screen() async throws -> String { try await tmux("capture-pane", "-p", "-t", "test") }

    /// The screen with its colours and attributes as escape sequences.
    public func styledScreen() async throws -> String {
        try await tmux("capture-pane", "-p", "-e", "-t", "test")
    }

    /// What tmux knows of the program's terminal, by the name of one of its variables, such as `mouse_any_flag`.
    public func variable(_ name: String) async throws -> String {
        try await tmux("display-message", "-p", "-t", "test", "#{\(name)}").filter { !$0.isNewline }
    }

    /// Lets programs set the clipboard, which is that of tmux here.
    public func allowClipboard() async throws { try await tmux("set-option", "-g", "set-clipboard", "on") }

    /// What a program has put into the clipboard last.
    public func clipboard() async throws -> String { (try? await tmux("show-buffer")) ?? "" }

    /// Waits until the screen satisfies a condition.
    ///
    /// - Returns: that screen.
    /// - Throws: `SupportError` with the last screen when it does not come in time.
    @discardableResult
    public func waitFor(
        _ what: String, within limit: Duration = .seconds(15), _ condition: (String) -> Bool
    ) async throws -> String {
        var last = ""
        do {
            try await eventually(what, within: limit) {
                last = try await screen()
                return condition(last)
            }
        } catch {
            throw SupportError("\(what) did not come on the screen within \(limit):\n\(last)")
        }
        return last
    }

    /// Waits until a text stands on the screen.
    @discardableResult
    public func waitFor(text: String, within limit: Duration = .seconds(15)) async throws -> String {
        try await waitFor("\"\(text)\"", within: limit) { $0.contains(text) }
    }

    /// Waits until the program has ended, and gives its exit status as the shell saw it.
    public func waitForEnd(within limit: Duration = .seconds(15)) async throws -> Int {
        let screen = try await waitFor("the program's end", within: limit) { $0.contains("[ended ") }
        guard let line = screen.split(separator: "\n").last(where: { $0.contains("[ended ") }),
            let status = Int(line.drop { $0 != "[" }.dropFirst(7).prefix { $0.isNumber })
        else { throw SupportError("no exit status on the screen:\n\(screen)") }
        return status
    }

    /// The process id of the program: the child of the shell that tmux runs.
    public func processID() async throws -> Int32 {
        let shell = try await tmux("display-message", "-p", "-t", "test", "#{pane_pid}")
        let output = try await run("pgrep", ["-P", shell.filter { $0.isNumber }])
        guard let first = output.split(separator: "\n").first, let id = Int32(first) else {
            throw SupportError("the program does not run")
        }
        return id
    }

    /// Ends the program and its terminal.
    public func close() async {
        _ = try? await tmux("kill-server")
        isClosed.withLock { $0 = true }
    }

    @discardableResult
    private func tmux(_ arguments: String...) async throws -> String {
        try await run("tmux", ["-L", socket, "-f", "/dev/null", "-u"] + arguments)
    }

    private func run(_ program: String, _ arguments: [String]) async throws -> String {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw SupportError("\(program) \(arguments.joined(separator: " ")): \(result.standardError)")
        }
        return result.standardOutput
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
