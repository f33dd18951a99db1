import Glibc
import JSON

/// One very process, told apart from a later one that got the same number.
struct ProcessIdentity: Sendable, Hashable {
    let pid: Int32
    /// When it was started, in the kernel's ticks since the machine's start.
    let startTime: UInt64
    /// The run of the machine.
    let boot: String
    /// The executable at first; a script that stands for one makes way for it.
    let program: String

    /// The process with this number, as it runs now; `nil` when none does, or another user's.
    init?(running pid: Int32) {
        guard let startTime = Self.startTime(of: pid), let program = Self.program(of: pid) else { return nil }
        self.pid = pid
        self.startTime = startTime
        self.program = program
        boot = Self.text(of: "/proc/sys/kernel/random/boot_id").trimmed
    }

    /// Whether it still runs.
    var isRunning: Bool {
        // One that this process started and that has ended leaves the process table only when it is asked for.
        var status: Int32 = 0
        unsafe _ = waitpid(pid, &status, WNOHANG)
        guard let now = ProcessIdentity(running: pid) else { return false }
        return now.startTime == startTime && now.boot == boot
    }

    /// Sends a signal, unless the process has ended.
    func signal(_ number: Int32) {
        if isRunning { _ = kill(pid, number) }
    }

    /// Sends a signal and waits for the end; it is killed when it does not obey.
    ///
    /// - Returns: whether it has ended.
    func end(by number: Int32, within limit: Duration = .seconds(10)) async -> Bool {
        signal(number)
        if await waitForEnd(within: limit) { return true }
        signal(SIGKILL)
        return await waitForEnd(within: limit)
    }

    /// Waits until it has ended.
    ///
    /// - Returns: whether it has in time.
    func waitForEnd(within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        while isRunning {
            guard ContinuousClock.now < deadline else { return false }
            // The end of a process that is nobody's child is told to nobody.
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }
}

// The file in which it is written down.
extension ProcessIdentity {
    init?(_ name: String, in folder: ServerFolder) {
        guard let bytes = folder.read(name), let value = try? JSONValue(parsing: bytes),
            let pid = value["pid"]?.integer.flatMap(Int32.init(exactly:)), pid > 1,
            let startTime = value["start_time"]?.string.flatMap({ UInt64($0) }),
            let boot = value["boot"]?.string, let program = value["program"]?.string
        else { return nil }
        self.pid = pid
        self.startTime = startTime
        self.boot = boot
        self.program = program
    }

    /// Writes it down.
    ///
    /// - Throws: `dataDirectory`.
    func write(_ name: String, to folder: ServerFolder) throws(ClusterError) {
        let value: JSONValue = [
            "pid": .integer(Int64(pid)), "start_time": .string(String(startTime)), "boot": .string(boot),
            "program": .string(program),
        ]
        try folder.write(value.text + "\n", to: name)
    }
}

// What the kernel says.
extension ProcessIdentity {
    /// The processes of this user that were started with a text as one of their arguments.
    static func all(withArgument argument: String) -> [ProcessIdentity] {
        ServerFolder.entries(of: "/proc").compactMap { Int32($0) }
            .filter { words(of: "/proc/\($0)/cmdline").contains(argument) }
            .compactMap { ProcessIdentity(running: $0) }
    }

    /// A variable of its environment at its start.
    func variable(_ name: String) -> String? {
        let mark = "\(name)="
        return Self.words(of: "/proc/\(pid)/environ").first { $0.hasPrefix(mark) }
            .map { String($0.dropFirst(mark.count)) }
    }

    /// `nil` also for one that has ended and was not waited for.
    private static func startTime(of pid: Int32) -> UInt64? {
        let text = text(of: "/proc/\(pid)/stat")
        // The name of the program stands in parentheses and may hold anything; the fields are numbered from 1.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return UInt64(fields[22 - 3])
    }

    private static func program(of pid: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/\(pid)/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        // A program that was replaced by a newer one goes on running.
        let mark = " (deleted)"
        return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
    }

    private static func words(of path: String) -> [String] {
        text(of: path).split(separator: "\0").map(String.init)
    }

    private static func text(of path: String) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        var text: [UInt8] = []
        while case let count = unsafe read(descriptor, &bytes, bytes.count), count > 0 {
            text += bytes[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension String {
    /// Without the line end behind it.
    fileprivate var trimmed: String { String(prefix { !$0.isNewline }) }
}
