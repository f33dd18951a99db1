import Glibc
import Support

/// A process that runs a private server, as a dashboard does.
final class Owner: Sendable {
    let process: ChildProcess
    private let output: TemporaryDirectory

    /// Starts the process on a data directory.
    init(_ directory: String) async throws {
        output = try TemporaryDirectory()
        process = try await ChildProcess(Self.program, [directory], log: output.path + "/output")
    }

    /// The executable: it lies beside the tests.
    static var program: String {
        var path = [CChar](repeating: 0, count: 4096)
        let length = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let candidates = ([own] + CommandLine.arguments).map { file in
            let folders = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            return (folders + ["private-server-owner"]).joined(separator: "/")
        }
        return candidates.first { unsafe access($0, X_OK) == 0 } ?? "private-server-owner"
    }

    /// The states it reported so far, as words.
    var states: [[String]] {
        output.read("output").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    /// Waits for a state.
    ///
    /// - Parameter count: how often it must have been reported.
    /// - Returns: the words behind it: URL and key of the server.
    @discardableResult
    func waits(for state: String, count: Int = 1, within limit: Duration = .seconds(20)) async throws
        -> [String]
    {
        try await eventually("\(state) in \(states)", within: limit) {
            self.states.count { $0.first == state } >= count
        }
        return states.last { $0.first == state }.map { Array($0.dropFirst()) } ?? []
    }
}

/// The processes whose command line names a text.
func processes(naming text: String) -> [Int32] {
    guard let folder = unsafe opendir("/proc") else { return [] }
    defer { unsafe closedir(folder) }
    var found: [Int32] = []
    while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard let pid = Int32(name), let stream = unsafe fopen("/proc/\(name)/cmdline", "r") else { continue }
        defer { unsafe fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe fread(&bytes, 1, bytes.count, stream)
        if String(decoding: bytes.prefix(count), as: UTF8.self).contains(text) { found.append(pid) }
    }
    return found
}
