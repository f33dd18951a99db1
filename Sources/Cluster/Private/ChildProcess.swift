import Glibc

/// Starts a program that is to be given a few descriptors of this process.
///
/// By hand rather than with a package: the child shall inherit a lock, and shall outlive this process for a
/// moment.
struct ChildProcess {
    /// What the child finds as its descriptors 0, then 1 and 2, and as a further one.
    struct Descriptors {
        let input: Int32
        let output: Int32
        /// The one the child finds as 3, when there is one.
        let extra: Int32?
    }

    /// The environment handed on: nothing that could hold a secret.
    private static let environmentNames = [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "GOMAXPROCS", "GOMEMLIMIT",
    ]

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: the path of the program, then its arguments.
    ///   - environment: variables beside those that are handed on.
    ///   - inOwnSession: whether no key and no end of this process's terminal reaches it.
    /// - Returns: the process; it is to be waited for.
    /// - Throws: `notReady`.
    static func start(
        _ command: [String], _ descriptors: Descriptors, environment more: [String: String] = [:],
        inOwnSession: Bool = false
    ) throws(ClusterError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        // Away from the numbers they are to get, so that none overwrites another.
        let sources = [descriptors.input, descriptors.output, descriptors.extra ?? -1]
            .map { $0 < 0 ? -1 : fcntl($0, F_DUPFD_CLOEXEC, 10) }
        defer { for source in sources where source >= 0 { close(source) } }
        unsafe posix_spawn_file_actions_adddup2(&actions, sources[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, sources[1], 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, sources[1], 2)
        if sources[2] >= 0 { unsafe posix_spawn_file_actions_adddup2(&actions, sources[2], 3) }
        setSignals(of: &attributes, inOwnSession: inOwnSession)

        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        let variables = Self.environmentNames.compactMap { name in
            environmentVariable(name).map { "\(name)=\($0)" }
        }
        var environment =
            unsafe (variables + more.map { "\($0)=\($1)" }).map { unsafe strdup($0) } + [nil]
        defer { unsafe (arguments + environment).forEach { text in unsafe free(text) } }
        var pid: pid_t = 0
        let status = unsafe posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &environment)
        guard status == 0 else { throw .system(.notReady, "\(command[0]) cannot be started", status) }
        return pid
    }

    /// `POSIX_SPAWN_SETSID` of glibc and musl, which the module of the C library hides.
    private static let setSession: Int32 = 0x80

    /// Every signal as a fresh program expects it.
    private static func setSignals(of attributes: inout posix_spawnattr_t, inOwnSession: Bool) {
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        let session = inOwnSession ? setSession : 0
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session))
    }
}
