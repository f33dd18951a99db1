import Glibc

/// Where the dashboard is measured.
struct Site {
    let dashboard: String
    let server: String
    let tenant: String
    /// An empty folder for the dashboard's files.
    let folder: String

    /// The dashboard in a terminal.
    func open(
        _ width: Int, _ height: Int, server other: String? = nil
    ) throws(BenchmarkError) -> PseudoTerminal {
        try PseudoTerminal(
            [
                dashboard, "--mode", "remote", "--server", other ?? server, "--tenant", tenant, "--data-dir",
                folder,
            ],
            environment: [
                "HOME=\(folder)", "TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin",
                "TICKETDECK_ACTOR=maria",
            ], width: width, height: height)
    }

    /// The dashboard with its list.
    func opened(_ width: Int, _ height: Int) throws(BenchmarkError) -> PseudoTerminal {
        var terminal = try open(width, height)
        _ = try terminal.wait(for: "list") { $0.position?.row == 1 && $0.shows(" open") }
        terminal.settle(.milliseconds(300))
        return terminal
    }

    /// Changes a ticket by a command of its own.
    func assign(_ ticket: String, to name: String) throws(BenchmarkError) {
        let words = [
            dashboard, "tickets", "update", "--server", server, "--tenant", tenant, ticket, "--assignee",
            name,
        ]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var (process, status): (Int32, Int32) = (0, 0)
        guard unsafe posix_spawn(&process, dashboard, &actions, nil, &arguments, environ) == 0,
            unsafe waitpid(process, &status, 0) == process, status == 0
        else { throw BenchmarkError("ticket \(ticket) cannot be changed") }
    }
}

extension VirtualScreen {
    /// Where the cursor is in the list, as the line above it says.
    var position: (row: Int, count: Int)? {
        guard let line = rows.dropFirst().first else { return nil }
        for word in line.split(separator: " ") {
            let parts = word.split(separator: "/")
            if parts.count == 2, let row = Int(parts[0]), let count = Int(parts[1]) { return (row, count) }
        }
        return nil
    }
}
