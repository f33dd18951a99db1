import Screen
import Support

/// A dashboard in a terminal, with folders of its own, and none of the machine's NATS settings.
struct Desk {
    let terminal: TerminalSession
    let folder: TemporaryDirectory

    /// Opens the dashboard.
    ///
    /// - Parameters:
    ///   - arguments: after the program's name.
    ///   - folder: that of an earlier desk, to come back to its files.
    static func open(
        _ arguments: [String], size: Size = Size(width: 100, height: 30), term: String = "xterm-256color",
        environment: [String: String] = [:], folder: TemporaryDirectory? = nil
    ) async throws -> Desk {
        let folder = try folder ?? TemporaryDirectory()
        var settings = [
            "HOME": folder.path, "XDG_DATA_HOME": folder.path + "/data",
            "XDG_CONFIG_HOME": folder.path + "/config", "LANG": "C.UTF-8", "LC_ALL": "", "NO_COLOR": "",
            "NATS_URL": "", "NATS_CONTEXT": "", "TICKETDECK_ACTOR": "maria",
            // The toolchain's backtrace would wait for a key.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        settings.merge(environment) { $1 }
        let terminal = try await TerminalSession(
            [Programs.dashboard] + arguments, size: size, environment: settings, term: term)
        return Desk(terminal: terminal, folder: folder)
    }

    /// A desk that asks a service elsewhere.
    static func remote(
        _ server: NATSServer, size: Size = Size(width: 100, height: 30), folder: TemporaryDirectory? = nil,
        environment: [String: String] = [:]
    ) async throws -> Desk {
        try await open(
            [
                "--mode", "remote", "--server", server.url, "--tenant", "acme", "--monitor",
                server.monitoringURL,
            ],
            size: size, environment: environment, folder: folder)
    }

    /// Writes a ticket through the form.
    func create(_ title: String) async throws {
        try await terminal.press("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.type(title)
        try await terminal.waitFor(text: title)
        try await terminal.press("C-s")
        try await terminal.waitFor("\(title) in the list") {
            $0.contains(title) && !$0.contains("New ticket")
        }
    }

    /// The line of the list that the cursor is on.
    func cursorLine() async throws -> String {
        let line = try await terminal.screen().split(separator: "\n").first { $0.hasPrefix("▌") }
        return String(line ?? "")
    }

    /// The servers that were started in the data folder and still run.
    func serverProcesses() async throws -> [Int32] {
        try ProcessTable.processes(withArgument: folder.path)
            .filter { $0.program.hasSuffix("nats-server") }.map(\.id)
    }
}
