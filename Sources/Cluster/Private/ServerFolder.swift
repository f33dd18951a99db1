import Glibc

/// A folder that holds files of a server.
struct ServerFolder: Sendable {
    static let logName = "nats-server.log"
    static let configurationName = "nats-server.conf"

    /// Absolute, without symbolic links.
    let path: String

    /// A folder to read from, which need not be there.
    init(unchecked path: String) {
        let resolved = unsafe realpath(path, nil)
        defer { unsafe free(resolved) }
        self.path = unsafe resolved.map { unsafe String(cString: $0) } ?? path
    }

    /// Makes the folder, readable for its owner only, when it is not there.
    ///
    /// - Throws: `dataDirectory` when it cannot be made or written.
    init(_ path: String) throws(ClusterError) {
        let advice = "the data directory \(path) cannot be used: choose another one with --data-dir"
        for end in path.indices.dropFirst() where path[end] == "/" {
            unsafe mkdir(String(path[..<end]), 0o755)
        }
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST, unsafe access(path, W_OK | X_OK) == 0 else {
            throw .system(.dataDirectory, advice, errno)
        }
        guard let resolved = unsafe realpath(path, nil) else { throw .system(.dataDirectory, advice, errno) }
        defer { unsafe free(resolved) }
        self.path = unsafe String(cString: resolved)
        // A file in the folder's place passes the checks so far.
        let descriptor = unsafe open(self.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(.dataDirectory, advice, errno) }
        close(descriptor)
    }

    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Replaces a file in one step, so that nobody reads half of it.
    func write(_ text: String, to name: String) throws(ClusterError) {
        let target = path(of: name)
        let draft = "\(target).new"
        let advice = "\(target) cannot be written: make room there, or choose another folder with --data-dir"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(.dataDirectory, advice, errno) }
        let bytes = Array(text.utf8)
        let written = unsafe Glibc.write(descriptor, bytes, bytes.count)
        // On the disk before it takes the name: a failing machine leaves the old text or the new one.
        let isWritten = written == bytes.count && fsync(descriptor) == 0
        let status = isWritten ? 0 : errno
        close(descriptor)
        guard status == 0, unsafe rename(draft, target) == 0 else {
            let status = status == 0 ? errno : status
            unsafe unlink(draft)
            throw .system(.dataDirectory, advice, status)
        }
    }

    /// The last bytes of a file; `nil` when it cannot be read.
    func read(_ name: String, last limit: Int = 64 << 10) -> [UInt8]? {
        let descriptor = unsafe open(path(of: name), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, Int32(SEEK_END))
        lseek(descriptor, max(0, size - limit), Int32(SEEK_SET))
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe Glibc.read(descriptor, &bytes, limit)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    func remove(_ name: String) { unsafe unlink(path(of: name)) }

    /// What the server complained of last, without the time before it.
    var lastComplaint: String? {
        let text = String(decoding: read(Self.logName, last: 8 << 10) ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n")
        let complaint = lines.last { $0.contains("[FTL]") || $0.contains("[ERR]") } ?? lines.last
        guard let complaint else { return nil }
        let mark = complaint.firstRange(of: "[FTL] ") ?? complaint.firstRange(of: "[ERR] ")
        return String(mark.map { complaint[$0.upperBound...] } ?? complaint)
    }
}
