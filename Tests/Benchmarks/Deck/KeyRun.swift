/// Keys that are pressed one after the other, each when the one before stands on the screen.
struct KeyRun: ~Copyable {
    var terminal: PseudoTerminal
    /// How long each key took until the screen showed what it does.
    private(set) var times: [Duration] = []
    private(set) var (moveBytes, moveCount) = (0, 0)
    private(set) var (scrollBytes, scrollCount) = (0, 0)

    init(terminal: consuming PseudoTerminal) { self.terminal = terminal }

    /// Single steps through the list, over several screens.
    mutating func moves() throws(BenchmarkError) {
        for step in 0..<200 {
            let before = terminal.bytes
            try move("j", by: 1)
            terminal.settle(.milliseconds(15))
            let bytes = terminal.bytes - before
            if step < 30 { (moveBytes, moveCount) = (moveBytes + bytes, moveCount + 1) }
            if step >= 60 { (scrollBytes, scrollCount) = (scrollBytes + bytes, scrollCount + 1) }
        }
        for _ in 0..<200 {
            try move("k", by: -1)
            terminal.settle(.milliseconds(5))
        }
    }

    /// Pages, ends, other views, the help.
    mutating func jumps() throws(BenchmarkError) {
        for _ in 0..<25 {
            try move("\u{04}", by: nil)
            try move("\u{1B}[6~", by: nil)
            try press("G", "the end") { $0.position.map { $0.row == $0.count } ?? false }
            try press("\u{1B}[5~", "a page before the end") { $0.position.map { $0.row < $0.count } ?? false }
            try press("g", "the beginning") { $0.position?.row == 1 }
            try press("?", "help") { $0.shows("While typing") || $0.shows("Everywhere") }
            try press("?", "end of the help") { !$0.shows("Everywhere") }
            try press("2", "events") { $0.shows("[2 Events]") }
            try press("1", "tickets") { $0.shows("[1 Tickets]") }
        }
    }

    /// Presses a key that moves the cursor; `nil`: somewhere else.
    private mutating func move(_ key: String, by rows: Int?) throws(BenchmarkError) {
        _ = try terminal.wait(for: "position") { $0.position != nil }
        guard let before = terminal.screen.position?.row else { return }
        try press(key, "move") { screen in
            guard let row = screen.position?.row else { return false }
            return rows.map { row == before + $0 } ?? (row != before)
        }
    }

    private mutating func press(
        _ key: String, _ what: String, _ condition: (VirtualScreen) -> Bool
    ) throws(BenchmarkError) {
        let start = ContinuousClock.now
        terminal.type(key)
        times.append(try terminal.wait(for: what, from: start, condition))
    }
}
