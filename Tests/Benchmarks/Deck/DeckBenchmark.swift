import Glibc

/// Measures the dashboard in a pseudo-terminal: how soon keys are painted, and what it writes and takes.
///
/// usage: deck-benchmark quiet|busy|flood DASHBOARD URL TENANT FOLDER TICKET
///
/// Prints a line `name|unit|-|value` for each figure. `busy` is for when others change tickets meanwhile, `flood`
/// for when they publish events, and prints what the screen says of those, too.
@main
struct DeckBenchmark {
    let site: Site
    let ticket: String

    static func main() {
        let words = CommandLine.arguments
        guard words.count == 7, ["quiet", "busy", "flood"].contains(words[1]) else {
            print("usage: deck-benchmark quiet|busy|flood DASHBOARD URL TENANT FOLDER TICKET")
            exit(64)
        }
        let site = Site(dashboard: words[2], server: words[3], tenant: words[4], folder: words[5])
        let benchmark = DeckBenchmark(site: site, ticket: words[6])
        do throws(BenchmarkError) {
            switch words[1] {
            case "busy": try benchmark.measureBusy()
            case "flood": try benchmark.measureFlood()
            default: try benchmark.measureQuiet()
            }
        } catch {
            print("deck-benchmark: \(error.message)")
            exit(1)
        }
    }

    private func measureQuiet() throws(BenchmarkError) {
        try measureStart()
        try measureKeys("")
        try measureOneRow()
        try measureSleep()
    }

    private func measureBusy() throws(BenchmarkError) { try measureKeys(", 500 changes/s") }

    /// Keys in the events view while 20,000 events come each second.
    private func measureFlood() throws(BenchmarkError) {
        var run = FloodRun(terminal: try site.opened(120, 40))
        try run.type(for: .seconds(25))
        report("deck: key to paint, p50, 20,000 events/s", run.times, 0.5)
        report("deck: any key to paint, p99, 20,000 events/s", run.times, 0.99)
        report("deck: share of one processor, 20,000 events/s", "%", run.share * 100)
        report("deck: memory, 20,000 events/s, start", "MB", run.startMB)
        report("deck: memory, 20,000 events/s, highest", "MB", run.highestMB)
        report("deck: memory, 20,000 events/s, end", "MB", run.endMB)
        print("the screen at the end of the flood: \(run.title)")
    }

    /// From the start of the process to the first whole screen, with a server that is not there.
    private func measureStart() throws(BenchmarkError) {
        var (times, work): ([Duration], [Duration]) = ([], [])
        for _ in 0..<11 {
            let start = ContinuousClock.now
            var terminal = try site.open(120, 40, server: "nats://127.0.0.1:1")
            times.append(try terminal.wait(for: "first screen", from: start) { $0.shows("? help") })
            work.append(ProcessFigures(of: terminal.process).processorTime)
        }
        report("deck: start to first paint", times, 0.5)
        report("deck: processor time of it", work, 0.5)
    }

    private func measureKeys(_ circumstances: String) throws(BenchmarkError) {
        var run = KeyRun(terminal: try site.opened(120, 40))
        let before = ProcessFigures(of: run.terminal.process).processorTime
        try run.moves()
        let work = ProcessFigures(of: run.terminal.process).processorTime - before
        report("deck: key to paint, p50\(circumstances)", run.times, 0.5)
        report("deck: key to paint, p95\(circumstances)", run.times, 0.95)
        report("deck: key to paint, p99\(circumstances)", run.times, 0.99)
        if circumstances.isEmpty {
            report("deck: processor time for a key", [work / run.times.count], 0)
            report("deck: bytes for a j", "B", Double(run.moveBytes) / Double(run.moveCount))
            report("deck: bytes for a j that scrolls", "B", Double(run.scrollBytes) / Double(run.scrollCount))
        }
        try run.jumps()
        report("deck: any key to paint, p99\(circumstances)", run.times, 0.99)
        report("deck: memory\(circumstances)", "MB", ProcessFigures(of: run.terminal.process).residentMB)
    }

    /// What a change of one row writes until it stands there as any other.
    private func measureOneRow() throws(BenchmarkError) {
        var terminal = try site.opened(200, 50)
        let before = terminal.bytes
        try site.assign(ticket, to: "somebody-else")
        _ = try terminal.wait(for: "changed row") { $0.shows("somebody-else") }
        terminal.settle(.milliseconds(200))
        report("deck: bytes for a changed row, 200x50", "B", Double(terminal.bytes - before))
        terminal.watch(.seconds(3))
        report("deck: bytes with the end of its flash", "B", Double(terminal.bytes - before))
    }

    /// What a dashboard does while nothing happens.
    private func measureSleep() throws(BenchmarkError) {
        var terminal = try site.opened(120, 40)
        terminal.watch(.seconds(3))
        let before = ProcessFigures(of: terminal.process)
        terminal.watch(.seconds(20))
        let after = ProcessFigures(of: terminal.process)
        let share = (after.processorTime - before.processorTime) / .seconds(20)
        report("deck: processor time when idle", "ppm", share * 1_000_000)
        report("deck: wake-ups in 20 s when idle", "", Double(after.sleeps(since: before)))
    }

    private func report(_ name: String, _ times: [Duration], _ part: Double) {
        let sorted = times.sorted()
        let time = sorted[Int(Double(sorted.count - 1) * part)]
        report(name, "us", time / .microseconds(1))
    }

    private func report(_ name: String, _ unit: String, _ value: Double) {
        print("\(name)|\(unit)|-|\((value * 10).rounded() / 10)")
    }
}
