import Glibc
import Support

/// The processes of this machine, from `/proc`.
enum ProcessTable {
    struct Entry {
        let id: Int32
        let program: String
    }

    /// Those that have a text somewhere in their arguments.
    static func processes(withArgument text: String) throws -> [Entry] {
        guard let folder = unsafe opendir("/proc") else { throw SupportError("no /proc") }
        defer { unsafe closedir(folder) }
        var entries: [Entry] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard let id = Int32(name), let words = arguments(of: id), let program = words.first,
                words.contains(where: { $0.contains(text) })
            else { continue }
            entries.append(Entry(id: id, program: program))
        }
        return entries
    }

    /// Whether a process exists and has not ended.
    static func isAlive(_ id: Int32) -> Bool { arguments(of: id)?.isEmpty == false }

    /// The arguments of a process; none for one that has ended and was not waited for.
    private static func arguments(of id: Int32) -> [String]? {
        guard let file = unsafe fopen("/proc/\(id)/cmdline", "r") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
