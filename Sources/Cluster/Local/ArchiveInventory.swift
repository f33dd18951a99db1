import Glibc
import JSON

/// How much an archive holds, so that one that was cut off is not taken for a whole one.
struct ArchiveInventory: Sendable, Hashable {
    static let fileName = "backup.json"

    private(set) var files = 0
    private(set) var bytes: Int64 = 0

    /// Counts what is in a folder and goes into an archive of it.
    ///
    /// - Throws: `archive` for what is neither file nor folder: it would lead somewhere else.
    init(of path: String) throws(ClusterError) { try count(path) }

    /// Reads what an archive was said to hold; `nil` when nothing is said.
    init?(in folder: ServerFolder) {
        guard let text = folder.read(Self.fileName), let value = try? JSONValue(parsing: text),
            let files = value["files"]?.integer, let bytes = value["bytes"]?.integer
        else { return nil }
        self.files = Int(clamping: files)
        self.bytes = bytes
    }

    /// Writes it down.
    ///
    /// - Throws: `dataDirectory`.
    func write(to folder: ServerFolder) throws(ClusterError) {
        let value: JSONValue = ["files": .integer(Int64(files)), "bytes": .integer(bytes)]
        try folder.write(value.text + "\n", to: Self.fileName)
    }

    private mutating func count(_ path: String) throws(ClusterError) {
        for name in ServerFolder.entries(of: path) where !Self.isLeftOut(name) {
            let inner = "\(path)/\(name)"
            switch ServerFolder.kind(of: inner) {
            case .folder: try count(inner)
            case .file:
                var information = stat()
                unsafe lstat(inner, &information)
                files += 1
                bytes += Int64(information.st_size)
            case .other, .nothing:
                throw ClusterError(.archive, "\(inner) is neither file nor folder")
            }
        }
    }

    private static func isLeftOut(_ name: String) -> Bool {
        name == fileName || name == NodeProcess.fileName || name.hasPrefix(ServerFolder.logName)
    }
}
