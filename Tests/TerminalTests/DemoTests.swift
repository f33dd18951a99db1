import Glibc
import JSON
import Screen
import Support
import Testing

/// `ticketdeck demo`: what it shows, and that nothing of it is left.
@Suite(.serialized) struct DemoTests {
    /// A demo whose files are in a folder of its own.
    private func open(_ options: String...) async throws -> (
        terminal: TerminalSession, folder: TemporaryDirectory
    ) {
        let folder = try TemporaryDirectory()
        try folder.makeDirectory(".config/nats/context")
        try folder.write("other\n", to: ".config/nats/context.txt")
        try folder.write(
            #"{"url": "nats://127.0.0.1:1", "user": "nobody", "password": "wrong"}"#,
            to: ".config/nats/context/other.json")
        let terminal = try await TerminalSession(
            [Programs.dashboard, "demo"] + options, size: Size(width: 110, height: 30),
            environment: [
                "HOME": folder.path, "TMPDIR": folder.path, "XDG_CONFIG_HOME": folder.path + "/config",
                "LANG": "C.UTF-8", "LC_ALL": "", "NO_COLOR": "", "SWIFT_BACKTRACE": "enable=no",
                // Nothing that the environment says of other servers counts.
                "NATS_URL": "nats://127.0.0.1:1", "NATS_USER": "nobody", "NATS_PASSWORD": "wrong",
            ])
        return (terminal, folder)
    }

    /// The processes that belong to a demo.
    private func processes(of folder: TemporaryDirectory) throws -> [ProcessTable.Entry] {
        try ProcessTable.processes(withArgument: folder.path).filter { !$0.program.hasSuffix("tmux") }
    }

    /// The two instances of the service, which do not name the folder among their arguments.
    private func services(of folder: TemporaryDirectory) throws -> [Int32] {
        let demo = try #require(folder.names(beginningWith: "ticketdeck-demo").first)
        return try (1...2).map { number in
            let text = folder.read("\(demo)/ticket-svc-\(number).process.json")
            return try #require(JSONValue(parsing: text)["pid"]?.integer.flatMap(Int32.init(exactly:)))
        }
    }

    private func isGone(_ folder: TemporaryDirectory, _ services: [Int32]) throws -> Bool {
        try processes(of: folder).isEmpty && folder.names(beginningWith: "ticketdeck-demo").isEmpty
            && services.allSatisfy { !ProcessTable.isAlive($0) }
    }

    @Test func threeDesksWorkOnAClusterOfTheirOwn() async throws {
        let (terminal, folder) = try await open()
        let screen = try await terminal.waitFor(text: "Tickets of acme", within: .seconds(30))
        #expect(screen.contains("Try: ") && screen.contains("remote"))
        // Somebody works: events come in by themselves, of all three desks.
        try await terminal.press("2")
        try await terminal.waitFor("events of all desks", within: .seconds(60)) { screen in
            ["acme", "globex", "initech"].allSatisfy(screen.contains) && screen.contains("ticket.update")
        }
        try await terminal.press("3")
        try await terminal.waitFor("three servers") { screen in
            (1...3).allSatisfy { screen.contains("nats-motadata-\($0)") } && screen.contains("3 of 3")
        }
        let services = try services(of: folder)
        #expect(services.allSatisfy(ProcessTable.isAlive))
        try await terminal.press("1")
        try await terminal.waitFor(text: "Tickets of acme")
        try await terminal.press("q")
        #expect(try await terminal.waitForEnd() == 0)
        #expect(try isGone(folder, services), "before the prompt is back")
        await terminal.close()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
    func nothingIsLeft(signal: Int32) async throws {
        let (terminal, folder) = try await open()
        try await terminal.waitFor(text: "Tickets of acme", within: .seconds(30))
        let services = try services(of: folder)
        if signal == SIGINT {
            try await terminal.press("C-c")
            #expect(try await terminal.waitForEnd() == 0)
        } else {
            kill(try await terminal.processID(), signal)
            #expect(try await terminal.waitForEnd() == 128 + Int(signal))
        }
        try await eventually("everything is gone") { try isGone(folder, services) }
        await terminal.close()
    }

    @Test func withoutItsGuardItCleansUpItself() async throws {
        let (terminal, folder) = try await open()
        try await terminal.waitFor(text: "Tickets of acme", within: .seconds(30))
        let services = try services(of: folder)
        let demo = try #require(folder.names(beginningWith: "ticketdeck-demo").first)
        let guards = try ProcessTable.processes(withArgument: "__guard-folder").filter { entry in
            try ProcessTable.processes(withArgument: "\(folder.path)/\(demo)").contains { $0.id == entry.id }
        }
        #expect(guards.count == 1)
        for entry in guards { kill(entry.id, SIGKILL) }
        try await terminal.press("q")
        #expect(try await terminal.waitForEnd() == 0)
        #expect(try isGone(folder, services), "before the prompt is back")
        await terminal.close()
    }

    @Test func aDemoThatIsStillStartingLeavesNothing() async throws {
        let (terminal, folder) = try await open()
        try await terminal.waitFor(text: "starting two instances", within: .seconds(30))
        kill(try await terminal.processID(), SIGKILL)
        _ = try await terminal.waitForEnd()
        try await eventually("everything is gone") { try isGone(folder, []) }
        await terminal.close()
    }

    @Test func twoDemosGetPortsOfTheirOwn() async throws {
        let (one, first) = try await open()
        try await one.waitFor(text: "Tickets of acme", within: .seconds(30))
        let (two, second) = try await open()
        try await two.waitFor(text: "Tickets of acme", within: .seconds(30))
        for terminal in [one, two] { try await terminal.waitFor(text: "● ok") }
        for terminal in [one, two] {
            try await terminal.press("q")
            #expect(try await terminal.waitForEnd() == 0)
            await terminal.close()
        }
        #expect(try isGone(first, []) && isGone(second, []))
    }

    @Test func withoutATerminalItSaysSo() async throws {
        let result = try await run([Programs.dashboard, "demo"])
        #expect(result.status == 64 && result.error.contains("terminal"))
    }
}
