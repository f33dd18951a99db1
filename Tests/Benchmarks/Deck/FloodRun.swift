/// Keys that are pressed in the events view while a flood of events comes.
struct FloodRun: ~Copyable {
    var terminal: PseudoTerminal
    /// How long each key took until the screen showed what it does.
    private(set) var times: [Duration] = []
    /// What the dashboard has used of one processor.
    private(set) var share = 0.0
    private(set) var (startMB, endMB, highestMB) = (0.0, 0.0, 0.0)
    /// The title of the events at the end.
    private(set) var title = ""

    init(terminal: consuming PseudoTerminal) { self.terminal = terminal }

    /// Types until the time is over.
    mutating func type(for duration: Duration) throws(BenchmarkError) {
        try press("2", "events") { $0.shows("[2 Events]") && $0.shows("following") }
        terminal.watch(.seconds(2))
        let start = ContinuousClock.now
        let before = ProcessFigures(of: terminal.process)
        startMB = before.residentMB
        while start.duration(to: .now) < duration {
            try typeOnce()
            highestMB = max(highestMB, ProcessFigures(of: terminal.process).residentMB)
        }
        let after = ProcessFigures(of: terminal.process)
        endMB = after.residentMB
        share = (after.processorTime - before.processorTime) / start.duration(to: .now)
        title = terminal.screen.rows.dropFirst().first { $0.contains("Events") } ?? ""
    }

    private mutating func typeOnce() throws(BenchmarkError) {
        try press(" ", "pause") { $0.shows("paused") }
        try press("k", "pause") { $0.shows("paused") }
        try press(" ", "following") { $0.shows("following") }
        try press("k", "pause by moving") { $0.shows("paused") }
        try press("G", "following at the end") { $0.shows("following") }
        try press("?", "help") { $0.shows("Everywhere") }
        try press("?", "end of the help") { !$0.shows("Everywhere") }
        try press("1", "tickets") { $0.shows("[1 Tickets]") }
        try press("2", "events") { $0.shows("[2 Events]") }
    }

    private mutating func press(
        _ key: String, _ what: String, _ condition: (VirtualScreen) -> Bool
    ) throws(BenchmarkError) {
        // A key that changes nothing that can be told apart is only typed.
        let wasThere = condition(terminal.screen)
        let start = ContinuousClock.now
        terminal.type(key)
        let time = try terminal.wait(for: what, from: start, condition)
        if !wasThere { times.append(time) }
        terminal.watch(.milliseconds(80))
    }
}
