import Glibc
import Screen
import Support
import Testing

extension TerminalTests {
    /// However the program ends, the shell has its screen and its modes back.
    @Test(arguments: ["xterm-256color", "linux", "vt100"]) func quit(term: String) async throws {
        let run = try await ProbeRun(term: term)
        try await run.terminal.press("q")
        #expect(try await run.terminal.waitForEnd() == 0)
        try await isLeft(run, term: term)
    }

    @Test(arguments: [
        (SIGTERM, true), (SIGHUP, true), (SIGINT, true), (SIGTERM, false), (SIGINT, false), (SIGQUIT, true),
        (SIGSEGV, true), (SIGBUS, true), (SIGILL, true), (SIGTRAP, true), (SIGABRT, true), (SIGFPE, true),
    ])
    func signals(number: Int32, isHandled: Bool) async throws {
        let run = try await ProbeRun(isHandled ? [] : ["unhandled"])
        kill(try await run.processID(), number)
        #expect(try await run.terminal.waitForEnd() == 128 + Int(number))
        let isTold = isHandled && [SIGTERM, SIGHUP, SIGINT].contains(number)
        #expect(run.report == (isTold ? ["signal \(number)"] : []))
        try await isLeft(run, term: "xterm-256color")
    }

    @Test(arguments: ["xterm-256color", "linux"]) func trap(term: String) async throws {
        let run = try await ProbeRun(term: term)
        try await run.terminal.press("x")
        let status = try await run.terminal.waitForEnd(within: .seconds(30))
        #expect([128 + Int(SIGILL), 128 + Int(SIGTRAP)].contains(status))
        try await isLeft(run, term: term)
    }

    /// In a shell with job control: stopped by Ctrl-Z, the shell usable meanwhile, back with `fg`.
    @Test func suspendAndContinue() async throws {
        let folder = try TemporaryDirectory()
        let shell = try await TerminalSession(
            ["bash", "--norc", "--noprofile", "-i"], environment: ["LC_ALL": "C.UTF-8", "PS1": "$ "])
        try await shell.type("\(try ProbeRun.probe) \(folder.path)/report")
        try await shell.press("Enter")
        try await shell.waitFor(text: "size 80x24")
        try await shell.press("C-z")
        try await shell.waitFor(text: "Stopped")
        try await shell.type("echo $((6*7)); stty -a | grep -o ' icanon'; fg")
        try await shell.resize(Size(width: 70, height: 20))
        try await shell.press("Enter")
        try await shell.waitFor(text: "size 70x20")
        try await shell.press("Up")
        try await shell.waitFor(text: "up")
        try await shell.press("q")
        try await shell.waitFor("the shell") {
            $0.contains("42") && $0.contains(" icanon") && !$0.contains("size")
        }
        #expect(
            folder.read("report").split(separator: "\n").dropFirst() == [
                "control z", "resize 70x20", "up", "character q",
            ])
        await shell.close()
    }

    /// Where nothing could continue a stopped program, Ctrl-Z leaves it running and the screen whole.
    @Test func suspendWithoutShell() async throws {
        let run = try await ProbeRun()
        try await run.terminal.press("C-z")
        try await run.waitFor(line: "control z")
        try await run.terminal.press("Up")
        try await run.waitFor(line: "up")
        try await run.terminal.waitFor("the screen") { $0.contains("size 80x24") && $0.contains("up") }
        await run.terminal.close()
    }

    @Test func stoppedByForceAndContinued() async throws {
        let run = try await ProbeRun()
        let process = try await run.processID()
        kill(process, SIGSTOP)
        try await run.terminal.resize(Size(width: 60, height: 12))
        kill(process, SIGCONT)
        try await run.waitFor(line: "resize 60x12")
        try await run.terminal.waitFor(text: "size 60x12")
        try await run.terminal.press("q")
        #expect(try await run.terminal.waitForEnd() == 0)
        try await isLeft(run, term: "xterm-256color")
    }

    @Test func lending() async throws {
        let run = try await ProbeRun()
        try await run.terminal.press("v")
        try await run.terminal.waitFor("the child's screen") {
            $0.contains("child speaks") && !$0.contains("size")
        }
        try await run.terminal.type("words")
        try await run.terminal.press("Enter")
        try await run.waitFor(line: "child got words")
        try await run.terminal.press("Up")
        try await run.waitFor(line: "up")
        try await run.terminal.waitFor("the screen") { $0.contains("size 80x24") && !$0.contains("speaks") }
        await run.terminal.close()
    }

    private func isLeft(_ run: ProbeRun, term: String) async throws {
        let screen = try await run.terminal.screen()
        #expect(run.modesAreRestored)
        // Terminals with a second screen show the first one again; on others the prompt is at the bottom.
        #expect(screen.contains("before the probe") == term.hasPrefix("xterm"))
        let last = screen.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("[ended") && last.hasSuffix("]"), "the shell writes into the picture: \(last)")
        await run.terminal.close()
    }
}
