import Screen
import Support
import Testing

/// The service view, with real instances that come and go.
@Suite(.serialized) struct ServiceViewTests {
    @Test func anInstanceThatIsKilledIsGoneWithinSeconds() async throws {
        let office = try await Office.open()
        let second = try await ServiceProcess.start(on: office.server)
        let desk = try await Desk.remote(office.server, size: Size(width: 120, height: 30))
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.terminal.press("4")
        try await desk.terminal.waitFor(text: "2 instances, ")
        try await office.create("counted")
        try await desk.terminal.waitFor("rates and pings") {
            $0.contains("req/s") && $0.contains("ms") && !$0.contains(" -  ")
        }

        let start = ContinuousClock.now
        second.kill9()
        try await desk.terminal.waitFor(text: "✗ gone", within: .seconds(2))
        print("a killed instance is shown as gone after \(start.duration(to: .now))")
        try await desk.terminal.waitFor(text: "1 of 2 gone")

        // One that is started again is another one: the third row.
        let third = try await ServiceProcess.start(on: office.server)
        try await desk.terminal.waitFor("two that answer and one that is gone") { screen in
            screen.split(separator: "\n").filter { $0.contains("● ok   ") }.count == 2
                && screen.contains("✗ gone")
        }
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor("the page of an instance") {
            $0.contains("Endpoint") && $0.contains("ticket.service.*") && $0.contains("Queue group")
        }
        await third.stop()
        await desk.terminal.close()
        await office.close()
    }

    @Test func theServiceOfTheDashboardItselfIsShown() async throws {
        let desk = try await Desk.open(
            ["--mode", "embedded", "--tenant", "acme"], size: Size(width: 120, height: 30))
        try await desk.terminal.waitFor(text: "No tickets yet", within: .seconds(20))
        try await desk.terminal.press("4")
        try await desk.terminal.waitFor(text: "1 instance, ")
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor(text: "(in this dashboard)")
        await desk.terminal.close()
    }

    @Test func withoutAServiceTheViewSaysSo() async throws {
        let server = try await NATSServer.start()
        let desk = try await Desk.remote(server)
        try await desk.terminal.waitFor(text: "no service")
        try await desk.terminal.press("4")
        try await desk.terminal.waitFor(text: "no ticket service answers since ")
        await desk.terminal.close()
        server.stop()
    }
}
