import Dispatch
import Glibc

/// The process between a dashboard and its private server: it starts the server, and stops it when the
/// dashboard is gone, however that came about.
///
/// Descriptor 0 is a socket to the dashboard, whose end says that it is gone; 1 and 2 are the server's log; 3
/// is the locked file of the data folder, which the server inherits.
enum ServerGuard {
    /// Runs until the server has ended.
    ///
    /// - Parameter arguments: milliseconds to wait before the server is killed, then the server's command.
    /// - Returns: the exit status.
    static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count > 1, let milliseconds = Int(arguments[0]) else { return EX_USAGE }
        let stopLimit = DispatchTimeInterval.milliseconds(milliseconds)
        // Nothing of the dashboard's is kept open, and no key of its terminal reaches this process or the
        // server.
        closefrom(4)
        setsid()
        for number in [SIGINT, SIGHUP, SIGQUIT, SIGPIPE] { signal(number, SIG_IGN) }
        unsafe chdir("/")
        guard let server = start(Array(arguments.dropFirst())) else { return EX_UNAVAILABLE }
        tell("\(server)\n")

        // Who ends the guard politely wants the server stopped too.
        signal(SIGTERM, SIG_IGN)
        let terminated = DispatchSource.makeSignalSource(signal: SIGTERM)
        terminated.setEventHandler { stop(server, within: stopLimit) }
        terminated.activate()
        DispatchQueue(label: "ticketdeck.guard.dashboard").async {
            waitForEndOfInput()
            stop(server, within: stopLimit)
        }
        return withExtendedLifetime(terminated) { wait(for: server) }
    }

    private static func start(_ command: [String]) -> pid_t? {
        let null = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(null) }
        // Should the guard itself be killed, the kernel ends the server. The signal comes when the starting
        // thread ends: this is the main thread, which waits for the server and nothing else.
        let leash = ServerProgram.search(for: "setpriv").map { [$0, "--pdeathsig", "TERM"] } ?? []
        return try? ChildProcess.start(leash + command, .init(input: null, output: 1, extra: 3))
    }

    private static func tell(_ text: String) {
        let bytes = Array(text.utf8)
        unsafe _ = write(0, bytes, bytes.count)
    }

    private static func waitForEndOfInput() {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(0, &byte, 1)
            if count == 0 || (count < 0 && errno != EINTR) { return }
        }
    }

    private static func stop(_ server: pid_t, within limit: DispatchTimeInterval) {
        kill(server, SIGTERM)
        // The guard ends with the server, so this is reached only by one that does not obey.
        DispatchQueue.global().asyncAfter(deadline: .now() + limit) { kill(server, SIGKILL) }
    }

    private static func wait(for server: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(server, &status, 0) < 0 {
            if errno != EINTR { return EX_OSERR }
        }
        return status == 0 ? 0 : 1
    }
}
