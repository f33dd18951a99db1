import Dispatch
import Glibc
import Synchronization

/// A file that is written beside its place and put there when it is whole.
///
/// Each call waits on a queue of its own, since disks may be slow.
final class ExportFile: Sendable {
    /// Why the file cannot be written.
    enum Problem: Error, Sendable, Hashable {
        /// There is such a file, and it may not be replaced.
        case exists
        case system(call: String, code: Int32)
    }

    private static let queue = DispatchQueue(label: "ticketdeck.export")
    let path: String
    private let part: String
    /// Below zero: closed.
    private let descriptor: Mutex<Int32>
    private let replaces: Bool

    /// Opens the part beside the file's place.
    static func create(_ path: String, replaces: Bool) async throws(Problem) -> ExportFile {
        try await onQueue { () throws(Problem) in try ExportFile(path, replaces: replaces) }
    }

    private init(_ path: String, replaces: Bool) throws(Problem) {
        if !replaces, unsafe access(path, F_OK) == 0 { throw .exists }
        let part = "\(path).part-\(getpid())"
        // What an earlier process of this number left; what is somebody else's stays and is not written to.
        _ = unsafe unlink(part)
        let file = unsafe open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .system(call: "open", code: errno) }
        self.path = path
        self.part = part
        self.replaces = replaces
        descriptor = Mutex(file)
    }

    /// Appends bytes.
    func append(_ bytes: [UInt8]) async throws(Problem) {
        try await ExportFile.onQueue { () throws(Problem) in try self.put(bytes) }
    }

    /// Puts the whole file in its place.
    func finish() async throws(Problem) {
        try await ExportFile.onQueue { () throws(Problem) in try self.place() }
    }

    /// Removes what was written.
    func discard() {
        if close() { remove() }
    }

    private func put(_ bytes: [UInt8]) throws(Problem) {
        try descriptor.withLock { file throws(Problem) in
            guard file >= 0 else { throw .system(call: "write", code: EBADF) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .system(call: "write", code: errno) }
                rest = rest.dropFirst(count)
            }
        }
    }

    private func place() throws(Problem) {
        guard close() else { throw .system(call: "close", code: EBADF) }
        if replaces { return try move() }
        if unsafe link(part, path) == 0 {
            remove()
        } else if errno == EEXIST {
            remove()
            throw .exists
        } else {
            // A file system without links: nobody else makes files there at the same moment, most likely.
            if unsafe access(path, F_OK) == 0 {
                remove()
                throw .exists
            }
            try move()
        }
    }

    private func move() throws(Problem) {
        guard unsafe rename(part, path) != 0 else { return }
        let code = errno
        remove()
        throw .system(call: "rename", code: code)
    }

    private func remove() { _ = unsafe unlink(part) }

    private func close() -> Bool {
        descriptor.withLock { file in
            guard file >= 0 else { return false }
            _ = Glibc.close(file)
            file = -1
            return true
        }
    }

    private static func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Problem) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
