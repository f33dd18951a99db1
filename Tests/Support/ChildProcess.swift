import Glibc
import Synchronization

/// A child process that dies with the test process, however that ends.
///
/// `setpriv --pdeathsig` asks the kernel for it. The kernel watches the thread that spawned the child,
/// so all children are spawned by one thread that never ends.
public final class ChildProcess: Sendable {
    /// The child's process id.
    public let id: Int32
    private let isReaped = Mutex(false)

    /// Starts a program with its output appended to a file.
    ///
    /// - Parameter environment: variables beside those of the tests.
    /// - Throws: `SupportError` when it cannot be started.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], log: String
    ) async throws {
        let variables = environment.isEmpty ? [] : ["env"] + environment.map { "\($0)=\($1)" }
        let words = ["setpriv", "--pdeathsig", "KILL"] + variables + [program] + arguments
        id = try await SpawnThread.shared.run { try ChildProcess.spawn(words, log: log) }
    }

    /// Whether the child has not ended yet.
    public var isRunning: Bool {
        isReaped.withLock { reaped in
            if !reaped, waitpid(id, nil, WNOHANG) == id { reaped = true }
            return !reaped
        }
    }

    /// Sends a signal; one for a child that has ended is ignored.
    public func signal(_ number: Int32) {
        isReaped.withLock { reaped in
            if !reaped { _ = Glibc.kill(id, number) }
        }
    }

    /// Ends the child at once and waits until it is gone.
    public func kill9() {
        isReaped.withLock { reaped in
            guard !reaped else { return }
            _ = Glibc.kill(id, SIGKILL)
            _ = waitpid(id, nil, 0)
            reaped = true
        }
    }

    deinit { kill9() }

    private static func spawn(_ words: [String], log: String) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var id: Int32 = 0
        let status = unsafe posix_spawnp(&id, words[0], &actions, nil, &arguments, environ)
        guard status == 0 else { throw SupportError("cannot start \(words[0]): error \(status)") }
        return id
    }
}
