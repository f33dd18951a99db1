import Glibc
import Screen
import Support
import Testing

/// However the dashboard ends: nothing is left behind.
@Suite(.serialized) struct EndingTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGKILL, SIGSEGV])
    func noProcessIsLeftAndTheTerminalIsAsBefore(signal: Int32) async throws {
        let desk = try await Desk.open(["--mode", "embedded"])
        try await desk.terminal.waitFor(text: "No tickets yet")
        #expect(try await desk.serverProcesses().count == 1)
        kill(try await desk.terminal.processID(), signal)
        #expect(try await desk.terminal.waitForEnd() == 128 + Int(signal))
        try await eventually("the end of the private server") { try await desk.serverProcesses().isEmpty }
        if signal != SIGKILL {
            let screen = try await desk.terminal.screen()
            #expect(!screen.contains("TicketDeck"), "the dashboard's screen is left behind")
        }
        await desk.terminal.close()
    }

    @Test func withoutATerminalItSaysSo() async throws {
        let result = try await run([Programs.dashboard])
        #expect(result.status == 64)
        #expect(result.error.contains("terminal"))
        #expect(result.output.isEmpty)
    }

    @Test func aTerminalThatCannotPlaceACursorIsRefused() async throws {
        let desk = try await Desk.open(["--mode", "embedded"], term: "dumb")
        #expect(try await desk.terminal.waitForEnd() == 64)
        #expect(try await desk.terminal.screen().contains("dumb"))
        await desk.terminal.close()
    }

    @Test(arguments: [
        ["--mode", "sideways"], ["--tenant", "no spaces"], ["--no-such-option"], ["--theme", "none-such"],
        ["--server", "http://127.0.0.1"], ["--context", "none-such"], ["--tlscert", "/dev/null"],
    ])
    func wrongUsageEndsWithOneLineAndStatus64(arguments: [String]) async throws {
        let desk = try await Desk.open(arguments)
        #expect(try await desk.terminal.waitForEnd() == 64)
        await desk.terminal.close()
    }
}
