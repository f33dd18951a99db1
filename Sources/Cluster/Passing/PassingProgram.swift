import Glibc

/// A program that runs in the background as long as a passing folder is there.
public struct PassingProgram: Sendable {
    private static let ending = ".process.json"

    private let name: String
    private let folder: ServerFolder

    init(_ name: String, in folder: ServerFolder) {
        self.name = name
        self.folder = folder
    }

    /// All that were started in a folder.
    static func all(in folder: ServerFolder) -> [PassingProgram] {
        ServerFolder.entries(of: folder.path).filter { $0.hasSuffix(ending) }
            .map { PassingProgram(String($0.dropLast(ending.count)), in: folder) }
    }

    /// Its process; `nil` when it does not run.
    public var pid: Int32? { identity?.pid }

    private var logName: String { "\(name).log" }

    /// The last line of its log; `nil` when there is none.
    var lastLine: String? {
        let text = String(decoding: folder.read(logName, last: 8 << 10) ?? [], as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).last.map(String.init)
    }

    private var identity: ProcessIdentity? {
        ProcessIdentity(name + Self.ending, in: folder).flatMap { $0.isRunning ? $0 : nil }
    }

    /// Starts it, with its output in a log file of its name.
    ///
    /// - Throws: `notReady` or `dataDirectory`.
    func start(_ command: [String]) throws(ClusterError) {
        let null = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        let log = unsafe open(
            folder.path(of: logName), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer {
            close(null)
            close(log)
        }
        let pid = try ChildProcess.start(
            command, .init(input: null, output: log, extra: nil),
            // Nothing that the user has set up for other servers counts.
            environment: ["XDG_CONFIG_HOME": folder.path], inOwnSession: true)
        guard let identity = ProcessIdentity(running: pid) else {
            throw ClusterError(.notReady, "\(name) ended at once: see \(folder.path(of: logName))")
        }
        try identity.write(name + Self.ending, to: folder)
    }

    /// Ends it at once.
    func kill() async {
        guard let identity else { return }
        identity.signal(SIGKILL)
        _ = await identity.waitForEnd(within: .seconds(5))
    }
}
