import Glibc

/// A temporary folder with a local cluster and programs in it. Processes and files go with the process that
/// made it, however that ends: a guard waits for its end, and then removes everything.
public final class PassingFolder: Sendable {
    /// The first argument of the executable when it is started as the guard; the rest go to `runGuard`.
    public static let guardArgument = "__guard-folder"

    /// The folder.
    public let path: String
    private let guardPID: pid_t
    private let channel: Int32

    /// Makes the folder and starts the guard.
    ///
    /// - Parameters:
    ///   - name: what its name begins with.
    ///   - guardCommand: what starts the guard, without the folder; it is this executable, started anew.
    /// - Throws: `dataDirectory` or `notReady`.
    public init(
        name: String, guardCommand: [String] = ["/proc/self/exe", guardArgument]
    ) throws(ClusterError) {
        let base = environmentVariable("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        var template = Array("\(base)/\(name)-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw .system(
                .dataDirectory, "no folder can be made in \(base): make room there, or set TMPDIR", errno)
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            unsafe rmdir(path)
            throw .system(.notReady, "the guard of \(path) cannot be started", errno)
        }
        channel = ends[0]
        let null = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        defer {
            close(ends[1])
            close(null)
        }
        do throws(ClusterError) {
            guardPID = try ChildProcess.start(
                guardCommand + [path], .init(input: ends[1], output: null, extra: nil), inOwnSession: true)
        } catch {
            close(ends[0])
            unsafe rmdir(path)
            throw error
        }
    }

    /// The cluster in it.
    ///
    /// - Parameter program: the `nats-server`; `nil`: that of the `PATH`.
    public func cluster(program: String? = nil) -> LocalCluster {
        LocalCluster(folder: "\(path)/cluster", program: program)
    }

    /// Starts a program that runs as long as the folder is there.
    ///
    /// - Parameters:
    ///   - name: of its log, `<name>.log` in the folder.
    ///   - command: the path of the program, then its arguments.
    /// - Throws: `notReady` or `dataDirectory`.
    @discardableResult
    public func start(_ name: String, _ command: [String]) throws(ClusterError) -> PassingProgram {
        let program = PassingProgram(name, in: try ServerFolder(path))
        try program.start(command)
        return program
    }

    /// What a program said last; `nil` when it said nothing.
    ///
    /// - Parameter name: the one it was started with.
    public func lastLine(of name: String) -> String? {
        PassingProgram(name, in: ServerFolder(unchecked: path)).lastLine
    }

    /// Ends all that runs in the folder and removes it.
    ///
    /// - Returns: whether it is gone.
    public func remove() async -> Bool {
        shutdown(channel, Int32(SHUT_RDWR))
        let deadline = ContinuousClock.now + .seconds(20)
        var status: Int32 = 0
        while unsafe waitpid(guardPID, &status, WNOHANG) == 0, ContinuousClock.now < deadline {
            // The guard may take a second; nothing else of this process is to wait.
            try? await Task.sleep(for: .milliseconds(10))
        }
        // The guard may have been killed.
        if ServerFolder.kind(of: path) != .nothing { await Self.clean(path) }
        return ServerFolder.kind(of: path) == .nothing
    }
}

// The guard.
extension PassingFolder {
    /// What the guard process does: it waits for the end of the one that started it, and cleans up.
    ///
    /// - Parameter arguments: those behind `guardArgument`.
    /// - Returns: the exit status.
    public static func runGuard(_ arguments: [String]) async -> Int32 {
        guard let path = arguments.first else { return EX_USAGE }
        for number in [SIGINT, SIGHUP, SIGQUIT, SIGTERM, SIGPIPE] { signal(number, SIG_IGN) }
        unsafe chdir("/")
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(0, &byte, 1)
            if count == 0 || (count < 0 && errno != EINTR) { break }
        }
        // What was being started just then is found the second time.
        for _ in 0..<2 { await clean(path) }
        return ServerFolder.kind(of: path) == .nothing ? 0 : 1
    }

    private static func clean(_ path: String) async {
        let folder = ServerFolder(unchecked: path)
        for program in PassingProgram.all(in: folder) { await program.kill() }
        try? await LocalCluster(folder: "\(path)/cluster").destroy()
        try? ServerFolder.removeTree(path)
    }
}
