import Glibc

/// The machine code of the program and its libraries in memory.
enum ProgramCode {
    /// Gives back the pages of code that nobody has used since: most of it serves only the start.
    ///
    /// What is needed again is read again from the file, which is still in the system's cache. Only
    /// code that cannot have been written to is given back.
    static func release() {
        for region in regions() {
            guard let start = unsafe UnsafeMutableRawPointer(bitPattern: region.lowerBound) else { continue }
            _ = unsafe madvise(start, region.count, MADV_DONTNEED)
        }
    }

    /// The address ranges that hold code of files, as Linux lists them; none elsewhere.
    private static func regions() -> [Range<UInt>] {
        guard let list = unsafe fopen("/proc/self/maps", "re") else { return [] }
        defer { unsafe fclose(list) }
        var regions: [Range<UInt>] = []
        var line = [CChar](repeating: 0, count: 4096)
        while unsafe fgets(&line, Int32(line.count), list) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if let region = region(text) { regions.append(region) }
        }
        return regions
    }

    /// The range of a line such as `5568e2f1c000-5568e2f2e000 r-xp 00004000 08:01 1234 /usr/bin/ticket-svc`.
    private static func region(_ line: String) -> Range<UInt>? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
    }
}
