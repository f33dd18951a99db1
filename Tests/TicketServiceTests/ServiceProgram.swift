import Glibc
import Support

/// `ticket-svc` as a process of its own, with its log and its exit status in files.
final class ServiceProgram: Sendable {
    private let directory: TemporaryDirectory
    private let shell: ChildProcess

    /// Starts the program; it ends with the test process.
    ///
    /// - Parameter environment: more variables, such as `TICKET_STORE=memory`.
    init(_ arguments: [String], environment: [String] = []) async throws {
        directory = try TemporaryDirectory()
        // The shell keeps the exit status; the program dies with the shell, and that with the tests.
        let script = """
            setpriv --pdeathsig KILL /bin/sh -c 'echo $$ >"$0/pid"; exec "$@"' "$0" "$@" 2>"$0/log" >"$0/output"
            echo $? >"$0/status"
            """
        shell = try await ChildProcess(
            "/bin/sh",
            ["-c", script, directory.path, "/usr/bin/env"] + environment + [Programs.service] + arguments,
            log: directory.path + "/shell")
    }

    /// What it wrote to standard error.
    var log: String { directory.read("log") }

    /// What it wrote to standard output.
    var output: String { directory.read("output") }

    /// Sends a signal to the program.
    func signal(_ number: Int32) {
        guard let id else { return }
        kill(id, number)
    }

    /// The memory of the program that is in RAM, in kB.
    var residentKilobytes: Int? {
        guard let id, let file = unsafe fopen("/proc/\(id)/status", "r") else { return nil }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while unsafe fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if text.hasPrefix("VmRSS:") { return Int(text.filter(\.isNumber)) }
        }
        return nil
    }

    private var id: Int32? {
        guard let id = Int32(directory.read("pid").filter(\.isNumber)), id > 0 else { return nil }
        return id
    }

    /// Waits until it has ended; its exit status.
    func exitStatus(within limit: Duration = .seconds(15)) async throws -> Int? {
        try await eventually("ticket-svc has ended", within: limit) {
            !self.directory.read("status").isEmpty
        }
        return Int(directory.read("status").filter(\.isNumber))
    }
}
