import Glibc

/// The lock of a data folder. Whoever holds it runs the server there.
///
/// The lock belongs to the open file, and the guard and the server inherit that: the folder stays locked
/// until the last of them is gone, however its owner ended.
struct FolderLock: ~Copyable {
    static let fileName = "server.lock"

    let descriptor: Int32

    /// Takes the lock when it is free.
    ///
    /// - Returns: `nil` when somebody else holds it.
    /// - Throws: `dataDirectory`.
    static func take(in folder: ServerFolder) throws(ClusterError) -> FolderLock? {
        let path = folder.path(of: fileName)
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .system(
                .dataDirectory, "\(path) cannot be opened: choose another folder with --data-dir", errno)
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return FolderLock(descriptor: descriptor) }
        let status = errno
        close(descriptor)
        if status == EWOULDBLOCK { return nil }
        throw .system(
            .dataDirectory, "\(path) cannot be locked: choose another folder with --data-dir", status)
    }

    deinit { close(descriptor) }
}
