import Curses
import Glibc
import Screen

/// A program that shows what the terminal gives it; the tests drive it in tmux.
///
/// `terminal-probe REPORT [ascii] [mono] [unhandled] [log=FILE]`: each event is a line in the file REPORT.
/// Keys: q ends, Ctrl-Z suspends, Ctrl-L draws anew, x traps, c copies, v lends the terminal,
/// w writes to standard error, m measures.
@main @MainActor struct Probe {
    static func main() async {
        var options = TerminalOptions()
        let arguments = CommandLine.arguments.dropFirst()
        options.asciiOnly = arguments.contains("ascii")
        options.colorDepth = arguments.contains("mono") ? .mono : nil
        options.errorLog = arguments.first { $0.hasPrefix("log=") }.map { String($0.dropFirst(4)) }
        let report = Report(path: arguments.first ?? "/dev/null")
        do {
            let session = Session(terminal: try Terminal.open(options), report: report)
            exit(await session.run(handlesSignals: !arguments.contains("unhandled")))
        } catch {
            report.add("error \(error)")
            print("probe: \(error)")
            exit(64)
        }
    }
}
