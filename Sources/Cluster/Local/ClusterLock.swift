import Glibc

/// The lock of a local cluster: one command at a time changes it. It lies beside the cluster's folder,
/// which a restored one may replace.
struct ClusterLock {
    /// How long another command is waited for.
    private static let patience = Duration.seconds(10)

    private let descriptor: Int32

    /// Waits for the lock and takes it.
    ///
    /// - Throws: `busy` or `dataDirectory`.
    init(beside folder: String) async throws(ClusterError) {
        descriptor = try await Self.take("\(folder).lock", of: folder)
    }

    private static func take(_ path: String, of folder: String) async throws(ClusterError) -> Int32 {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .system(
                .dataDirectory, "\(path) cannot be opened: choose another folder with --data-dir", errno)
        }
        let deadline = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline, !Task.isCancelled else {
                close(descriptor)
                throw ClusterError(
                    .busy, "another command is at work on the cluster in \(folder): try again when it is done"
                )
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return descriptor
    }

    /// Lets the next command go on.
    func release() { close(descriptor) }
}
