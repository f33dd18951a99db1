import Glibc

/// A program in a pseudo-terminal, whose output is read here, byte by byte.
struct PseudoTerminal: ~Copyable {
    private(set) var screen: VirtualScreen
    /// How many bytes the program has written.
    private(set) var bytes = 0
    /// When it last wrote some.
    private(set) var lastOutput = ContinuousClock.now
    /// The program's process.
    let process: Int32
    private let master: Int32

    /// Starts a program.
    ///
    /// - Throws: `BenchmarkError` when there is no pseudo-terminal or the program cannot be started.
    init(_ command: [String], environment: [String], width: Int, height: Int) throws(BenchmarkError) {
        screen = VirtualScreen(width: width, height: height)
        master = unsafe Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        guard master >= 0, unsafe ioctl(master, Linux.unlockTerminal, &unlocked) == 0,
            unsafe ioctl(master, Linux.terminalNumber, &number) == 0,
            unsafe ioctl(master, UInt(TIOCSWINSZ), &size) == 0
        else { throw BenchmarkError("no pseudo-terminal") }
        process = try PseudoTerminal.spawn(command, environment, terminal: "/dev/pts/\(number)")
    }

    /// What the C library's headers name only with extensions that Swift does not ask for.
    private enum Linux {
        static let unlockTerminal: UInt = 0x4004_5431
        static let terminalNumber: UInt = 0x8004_5430
        static let ownSession: Int16 = 0x80
    }

    private static func spawn(
        _ command: [String], _ environment: [String], terminal: String
    ) throws(BenchmarkError) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a leader of a session opens is the session's.
        unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setflags(&attributes, Linux.ownSession)
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer {
            unsafe words.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var process: Int32 = 0
        let status = unsafe posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
        guard status == 0 else { throw BenchmarkError("cannot start \(command[0]): error \(status)") }
        return process
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(master)
    }

    /// Types keys as a terminal sends them.
    func type(_ keys: String) {
        var keys = Array(keys.utf8)
        let count = unsafe write(master, &keys, keys.count)
        precondition(count == keys.count, "a terminal takes a key")
    }

    /// Reads what the program writes until the screen is as wanted.
    ///
    /// - Returns: the time it took.
    /// - Throws: `BenchmarkError` with the screen when that does not come in time.
    mutating func wait(
        for what: String, from start: ContinuousClock.Instant = .now, within limit: Duration = .seconds(15),
        _ condition: (VirtualScreen) -> Bool
    ) throws(BenchmarkError) -> Duration {
        while !condition(screen) {
            let left = limit - start.duration(to: .now)
            guard left > .zero, read(for: left) else {
                throw BenchmarkError("no \(what) on the screen:\n" + screen.rows.joined(separator: "\n"))
            }
        }
        return start.duration(to: lastOutput)
    }

    /// Reads for a time, whatever comes.
    mutating func watch(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end { _ = read(for: end - .now) }
    }

    /// Reads until nothing was written for a while.
    mutating func settle(_ pause: Duration) { while read(for: pause) {} }

    /// Reads once; returns whether something came in time.
    private mutating func read(for limit: Duration) -> Bool {
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(max(0, (limit / .milliseconds(1)).rounded(.up)))
        guard unsafe poll(&descriptor, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        lastOutput = .now
        bytes += count
        screen.take(buffer.prefix(count))
        return true
    }
}
