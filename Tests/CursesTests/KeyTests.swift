import Screen
import Support
import Testing

extension TerminalTests {
    /// tmux's names of keys, and what the probe reports for each.
    private static let keys: [(press: String, report: String)] = [
        ("Up", "up"), ("Down", "down"), ("Left", "left"), ("Right", "right"), ("Home", "home"),
        ("End", "end"),
        ("PPage", "pageUp"), ("NPage", "pageDown"), ("DC", "delete"), ("IC", "insert"), ("BTab", "backTab"),
        ("Tab", "tab"), ("Enter", "enter"), ("BSpace", "backspace"), ("Space", "character  "),
        ("F1", "function 1"),
        ("F2", "function 2"), ("F5", "function 5"), ("F6", "function 6"), ("F10", "function 10"),
        ("F12", "function 12"), ("C-a", "control a"), ("C-s", "control s"), ("C-c", "control c"),
        ("M-x", "alt x"),
        ("C-Left", "left"), ("S-Up", "up"), ("M-Right", "right"), ("a", "character a"), ("é", "character é"),
        ("日", "character 日"), ("🚧", "character 🚧"), ("Escape", "escape"),
    ]

    @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "xterm", "linux", "vt100"])
    func keys(term: String) async throws {
        let run = try await ProbeRun(term: term)
        for (index, key) in Self.keys.enumerated() {
            try await run.terminal.press(key.press)
            try await run.waitFor(report: Self.keys.prefix(index + 1).map(\.report))
        }
        #expect(run.report == Self.keys.map(\.report))
        await run.terminal.close()
    }

    /// Unknown sequences are dropped whole: no part of them is taken for typed keys.
    @Test func foreignSequencesTypeNothing() async throws {
        let run = try await ProbeRun(term: "vt100")
        for sequence in [
            "\u{1B}[99;5~", "\u{1B}[?1;2c", "\u{1B}[I", "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}[1;5A",
        ] {
            try await run.terminal.type(sequence)
        }
        try await run.terminal.type("a")
        try await run.waitFor(line: "character a")
        #expect(run.report == ["up", "character a"])
        await run.terminal.close()
    }

    @Test func escapeAloneComesAtOnce() async throws {
        let run = try await ProbeRun()
        var times: [Duration] = []
        for count in 1...7 {
            try await run.terminal.press("Escape")
            let start = ContinuousClock.now
            try await run.waitFor(report: Array(repeating: "escape", count: count))
            times.append(ContinuousClock.now - start)
        }
        #expect(run.report == Array(repeating: "escape", count: 7))
        // ncurses waits 25 ms for the rest of a sequence; its own default would be a second.
        #expect(times.sorted()[3] < .milliseconds(60), "\(times)")
        await run.terminal.close()
    }

    /// The locale knows no such characters, but nothing typed or pasted is lost.
    @Test func withoutAUTF8LocaleTextIsKept() async throws {
        let run = try await ProbeRun(environment: ["LC_ALL": "C"])
        try await run.terminal.type("é日b")
        try await run.terminal.paste("ü日")
        try await run.waitFor(line: "paste")
        #expect(run.report == ["character é", "character 日", "character b", "paste 2 ü日"])
        await run.terminal.close()
    }

    @Test(arguments: ["xterm-256color", "linux"]) func pasteIsOneEvent(term: String) async throws {
        let run = try await ProbeRun(term: term)
        try await run.terminal.paste("one\ntwo\tthree\u{1B}[31m\u{7} q é")
        try await run.terminal.press("a")
        try await run.waitFor(line: "character a")
        #expect(run.report == ["paste 21 one\\ntwo\\tthree[31m q é", "character a"])
        await run.terminal.close()
    }

    @Test func aPasteWithoutEndEnds() async throws {
        let run = try await ProbeRun()
        try await run.terminal.type("\u{1B}[200~lost")
        try await run.waitFor(line: "paste")
        try await run.terminal.press("b")
        try await run.waitFor(line: "character b")
        #expect(run.report == ["paste 4 lost", "character b"])
        await run.terminal.close()
    }
}
