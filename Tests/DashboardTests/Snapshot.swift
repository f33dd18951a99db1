import Glibc
import Testing

/// A whole screen kept as a text file beside the tests. `RECORD_SNAPSHOTS=1` writes the files anew.
enum Snapshot {
    static func check(_ name: String, _ screen: String, file: String = #filePath) {
        let folder = file[..<(file.lastIndex(of: "/") ?? file.startIndex)]
        let path = "\(folder)/Snapshots/\(name).txt"
        if unsafe getenv("RECORD_SNAPSHOTS") != nil { return write(screen, to: path) }
        let expected = read(path)
        if expected == screen { return }
        Issue.record(
            """
            \(name) differs\(expected == nil ? ": there is no such snapshot" : "")
            expected:
            \(expected ?? "")
            is:
            \(screen)
            """)
    }

    private static func read(_ path: String) -> String? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ text: String, to path: String) {
        guard let file = unsafe fopen(path, "w") else {
            Issue.record("cannot write \(path)")
            return
        }
        defer { unsafe fclose(file) }
        unsafe fputs(text, file)
    }
}
