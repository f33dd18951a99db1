import Glibc
import Screen
import Support
import Testing

/// The probe in real terminals; one after another, since each takes a tmux server.
@Suite(.serialized) struct TerminalTests {
    /// What the first row shows where characters beyond ASCII can be drawn: in tmux, an emoji with a selector in its
    /// text form, one that the C library does not know replaced, and everything in its column.
    private static let unicodeRow = "é 日本 ❤  🇩🇪 🚧 ─… a\u{FFFD}[31mb\u{FFFD} \u{FFFD}  👨 क्ष e\u{301} ok|"
    private static let asciiRow = "? ? ?  ?  ?  ?  -~ a?[31mb? ?  ?  ?? e ok|"

    @Test(arguments: [
        ("xterm-256color", "colors256"), ("screen-256color", "colors256"), ("xterm", "colors8"),
        ("linux", "colors8"),
        ("vt100", "mono"), ("xterm-ghostty", "colors256"), ("tmux-unheard", "colors256"),
        ("unheard", "colors8"),
    ])
    func screen(term: String, depth: String) async throws {
        let run = try await ProbeRun(term: term)
        #expect(run.lines.first == "ready 80x24 \(depth) true")
        let rows = try await run.terminal.waitFor(text: "end").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(rows[0] == Self.unicodeRow)
        #expect(rows[1] == "size 80x24          reverse")
        #expect(rows[23] == String(repeating: " ", count: 77) + "end")
        let styled = try await run.terminal.styledScreen()
        #expect(styled.contains("\u{1B}[44m") == (depth != "mono"))
        await run.terminal.close()
    }

    @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "", "LANG": "POSIX"]])
    func screenWithoutUTF8(environment: [String: String]) async throws {
        let run = try await ProbeRun(environment: environment)
        #expect(run.lines.first == "ready 80x24 colors256 false")
        let screen = try await run.terminal.waitFor(text: "end")
        #expect(screen.hasPrefix("? ?   ?    ?    ?   -~ ") || screen.utf8.allSatisfy { $0 < 0x80 })
        #expect(screen.contains("a?[31mb?"))
        await run.terminal.close()
    }

    /// `--ascii`: the program's own symbols are ASCII, what others wrote is not touched.
    @Test func asciiOnly() async throws {
        let run = try await ProbeRun(["ascii"])
        let screen = try await run.terminal.waitFor(text: "end")
        #expect(screen.hasPrefix("é 日本 ❤  🇩🇪 🚧 -~ a?[31mb?"))
        await run.terminal.close()
    }

    @Test(arguments: [["NO_COLOR": "1"], ["LINES": "5", "COLUMNS": "7"], ["LC_ALL": "xx_YY.UTF-8"]])
    func environment(values: [String: String]) async throws {
        let run = try await ProbeRun(environment: values)
        #expect(run.lines.first == "ready 80x24 \(values["NO_COLOR"] == nil ? "colors256" : "mono") true")
        await run.terminal.close()
    }

    @Test(arguments: [("dumb", "", "cannot show a dashboard"), ("xterm", "< /dev/null", "needs a terminal")])
    func refusal(term: String, redirection: String, message: String) async throws {
        let run = try await ProbeRun(term: term, redirection: redirection, waits: false)
        #expect(try await run.terminal.waitForEnd() == 64)
        #expect(try await run.terminal.screen().contains(message))
        #expect(run.modesAreRestored)
        await run.terminal.close()
    }

    @Test func resizing() async throws {
        let run = try await ProbeRun()
        for size in [Size(width: 120, height: 40), Size(width: 10, height: 3), Size(width: 60, height: 12)] {
            let name = "\(size.width)x\(size.height)"
            try await run.terminal.resize(size)
            try await run.waitFor(line: "resize \(name)")
            try await run.terminal.waitFor("the new size") { screen in
                let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
                return screen.contains("size \(name)".prefix(size.width))
                    && rows.count > size.height - 1 && rows[size.height - 1].hasSuffix("end")
            }
        }
        let sizes = run.report.filter { $0.hasPrefix("resize") }
        #expect(sizes == ["resize 120x40", "resize 10x3", "resize 60x12"])
        try await run.terminal.press("q")
        #expect(try await run.terminal.waitForEnd() == 0)
        #expect(run.modesAreRestored)
        await run.terminal.close()
    }

    /// What another program wrote on the screen is gone after Ctrl-L.
    @Test func redrawing() async throws {
        let run = try await ProbeRun()
        let process = try await run.processID()
        let terminal = unsafe open("/proc/\(process)/fd/1", O_WRONLY | O_NOCTTY)
        let garbage = Array("\u{1B}[5;1Hgarbage\u{1B}[H".utf8)
        #expect(unsafe write(terminal, garbage, garbage.count) == garbage.count)
        close(terminal)
        try await run.terminal.waitFor(text: "garbage")
        try await run.terminal.press("C-l")
        try await run.terminal.waitFor("a clean screen") {
            !$0.contains("garbage") && $0.contains("control l")
        }
        await run.terminal.close()
    }

    @Test func errorsGoToTheLog() async throws {
        let log = try TemporaryDirectory()
        let run = try await ProbeRun(["log=\(log.path)/log"])
        try await run.terminal.press("w")
        try await run.waitFor(line: "character w")
        try await eventually("the log") { log.read("log") == "to the log\n" }
        #expect(try await !run.terminal.screen().contains("to the log"))
        await run.terminal.close()
    }

    /// One changed row of a large screen costs a line's worth of bytes, not a screen's.
    @Test func oneRowIsCheap() async throws {
        let run = try await ProbeRun(size: Size(width: 200, height: 50))
        try await run.terminal.press("m")
        try await run.waitFor(line: "bytes")
        let line = try #require(run.report.first { $0.hasPrefix("bytes") })
        let bytes = try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        #expect((1..<400).contains(bytes), "\(line)")
        await run.terminal.close()
    }
}
