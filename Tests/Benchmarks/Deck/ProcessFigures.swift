import Glibc

/// What the kernel tells of a process.
struct ProcessFigures {
    /// Resident memory in megabytes.
    let residentMB: Double
    /// The processor time of all its threads.
    let processorTime: Duration
    /// How often its threads went to sleep.
    let sleeps: Int

    init(of process: Int32) {
        let folder = "/proc/\(process)"
        let status = Self.lines(folder + "/status")
        residentMB = Double(Self.number("VmRSS:", in: status)) / 1024
        let threads = Self.entries(folder + "/task")
        sleeps = threads.reduce(0) { sum, thread in
            sum + Self.number("voluntary_ctxt_switches:", in: Self.lines("\(folder)/task/\(thread)/status"))
        }
        // The clock of a process's work, by the kernel's rule for its number.
        var time = timespec()
        unsafe clock_gettime(~process << 3 | 2, &time)
        processorTime = .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func number(_ name: String, in lines: [Substring]) -> Int {
        guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return 0 }
        return Int(line.filter(\.isNumber)) ?? 0
    }

    private static func lines(_ path: String) -> [Substring] {
        guard let file = unsafe fopen(path, "r") else { return [] }
        defer { unsafe fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: "\n")
    }

    private static func entries(_ path: String) -> [Int] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var numbers: [Int] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int(name) { numbers.append(number) }
        }
        return numbers
    }
}
