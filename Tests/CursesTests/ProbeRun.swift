import Glibc
import Screen
import Support

/// The probe in a terminal of its own, between two looks at the terminal's modes.
final class ProbeRun: Sendable {
    let terminal: TerminalSession
    private let folder: TemporaryDirectory

    /// Starts the probe and waits until it says that it is ready.
    init(
        _ arguments: [String] = [], size: Size = Size(width: 80, height: 24), term: String = "xterm-256color",
        environment: [String: String] = [:], redirection: String = "", waits: Bool = true
    ) async throws {
        folder = try TemporaryDirectory()
        let line = ([try Self.probe, "\(folder.path)/report"] + arguments).joined(separator: " ")
        let script = """
            echo before the probe; stty -a > \(folder.path)/modes1; \(line) \(redirection)
            code=$?; stty -a > \(folder.path)/modes2; exit $code
            """
        terminal = try await TerminalSession(
            ["sh", "-c", script], size: size,
            environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": "", "SWIFT_BACKTRACE": "enable=no"].merging(
                environment
            ) { $1 }, term: term)
        if waits { try await waitFor(line: "ready") }
    }

    /// Where the probe was built: beside the program that runs the tests.
    static var probe: String {
        get throws {
            var path = [CChar](repeating: 0, count: 4096)
            let count = unsafe readlink("/proc/self/exe", &path, path.count)
            guard count > 0 else { throw SupportError("cannot tell where the tests are") }
            let own = String(decoding: path.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
            return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
                + "/terminal-probe"
        }
    }

    /// What the probe has reported, without the line that says it is ready.
    var report: [String] { lines.filter { !$0.hasPrefix("ready") } }

    /// All lines of the report.
    var lines: [String] { folder.read("report").split(separator: "\n").map(String.init) }

    /// The terminal's modes are those of before the probe; its size, in the first line, may be another.
    var modesAreRestored: Bool {
        func modes(_ name: String) -> [Substring] {
            Array(folder.read(name).split(separator: "\n").dropFirst())
        }
        return !modes("modes1").isEmpty && modes("modes1") == modes("modes2")
    }

    /// Waits until the report has a line that begins so.
    func waitFor(line start: String, within limit: Duration = .seconds(5)) async throws {
        do {
            try await eventually(start, within: limit) { lines.contains { $0.hasPrefix(start) } }
        } catch {
            throw SupportError("no \"\(start)\" in \(lines); the screen:\n\(try await terminal.screen())")
        }
    }

    /// Waits until the report is just this.
    func waitFor(report expected: [String]) async throws {
        do {
            try await eventually("the report", within: .seconds(15)) { report.count >= expected.count }
        } catch {
            throw SupportError("instead of \(expected) the report has \(report)")
        }
    }

    /// The probe's process.
    func processID() async throws -> Int32 {
        var found: Int32 = 0
        let name = "\(folder.path)/report"
        try await eventually("the probe's process") {
            found = Self.processes.first { Self.words(of: $0).dropFirst().first == name } ?? 0
            return found > 0
        }
        return found
    }

    private static var processes: [Int32] {
        guard let directory = unsafe opendir("/proc") else { return [] }
        defer { _ = unsafe closedir(directory) }
        var result: [Int32] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(name) { result.append(number) }
        }
        return result
    }

    private static func words(of process: Int32) -> [String] {
        guard let file = unsafe fopen("/proc/\(process)/cmdline", "r") else { return [] }
        defer { _ = unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return bytes.prefix(count).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
