import Curses
import Glibc
import Screen

/// What a picture costs of which one row has changed, as when the cursor moves in a list.
@MainActor struct Measurement {
    let terminal: Terminal

    /// `bytes N microseconds M`: the bytes to the terminal and the time of one picture, on average.
    func run() -> String {
        let rounds = 200
        var frame = Frame(size: terminal.size)
        for y in 0..<frame.size.height { write(row: y, "\(y)", in: &frame) }
        terminal.paint(frame)
        let bytes = written
        let start = ContinuousClock.now
        for round in 0..<rounds {
            write(row: 7, "\(round)", in: &frame)
            terminal.paint(frame)
        }
        let time = (ContinuousClock.now - start) / rounds
        return
            "bytes \((written - bytes) / rounds) microseconds \(time.components.attoseconds / 1_000_000_000_000)"
    }

    private func write(row: Int, _ text: String, in frame: inout Frame) {
        let style = Style(foreground: .palette(250), background: .palette(UInt8(row == 7 ? 24 : 233)))
        let line = "Ticket \(text) " + String(repeating: "some words of a title, ", count: 4)
        frame.fill(Rect(frame.size).row(row), style: style)
        frame.write(line, at: Point(x: 2, y: row), style: style)
    }

    /// The bytes that this process has written so far, by the kernel's count.
    private var written: Int {
        guard let file = unsafe fopen("/proc/self/io", "r") else { return 0 }
        defer { _ = unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix("wchar: ") }.flatMap { Int($0.dropFirst(7)) } ?? 0
    }
}
