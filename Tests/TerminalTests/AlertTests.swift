import NATS
import Screen
import Support
import Testing

/// Alerts from the configuration, on real events.
@Suite(.serialized) struct AlertTests {
    static let rules = """
        [[alert]]
        name = "fire"
        filter = "subject:create fire"
        color = "bad"
        mark = "!"

        [[alert]]
        name = "quiet"
        filter = "tenant:globex"
        silence = "1s"
        notify = "none"
        """

    private func desk(_ office: Office, _ rules: String) async throws -> Desk {
        let folder = try TemporaryDirectory()
        let path = try folder.write(rules, to: "alerts.toml")
        return try await Desk.open(
            ["--mode", "remote", "--server", office.server.url, "--tenant", "acme", "--config", path],
            folder: folder)
    }

    @Test func whatARuleFindsIsCountedListedAndMarked() async throws {
        let office = try await Office.open()
        try await office.create("fire of yesterday")
        let desk = try await desk(office, Self.rules)
        // The silence is told only once the stream is followed, which alerts make happen by themselves.
        try await desk.terminal.waitFor(text: "▲ 1 alert ")
        try await office.create("Printer on fire")
        try await office.create("Nothing special")
        try await desk.terminal.waitFor(text: "▲ 2 alerts ")
        try await eventually("the bell") { try await desk.terminal.variable("window_bell_flag") == "1" }

        try await desk.terminal.press("A")
        try await desk.terminal.waitFor("the list") { screen in
            screen.contains("! fire") && screen.contains("created: Printer on fire")
                && screen.contains("▲ quiet") && screen.contains("no such event for ")
                && !screen.contains("yesterday") && !screen.contains("2 alerts")
        }
        try await desk.terminal.press("Enter")
        try await desk.terminal.waitFor("the event") {
            $0.contains("Event ") && $0.contains("Printer on fire") && $0.contains("ticket.create")
        }
        try await desk.terminal.press("Escape")
        try await desk.terminal.waitFor("the marked line") { screen in
            screen.split(separator: "\n").contains { $0.dropFirst().hasPrefix("!") && $0.contains("Printer") }
        }
        await desk.terminal.close()
        await office.close()
    }

    @Test func whatIsWrongInARuleIsSaid() async throws {
        let office = try await Office.open()
        let desk = try await desk(office, "[[alert]]\nname = \"a\"\nfilter = \"x\"\nnotify = \"mail\"\n")
        try await desk.terminal.waitFor(text: "alerts.toml:4: notify should be one of")
        await desk.terminal.close()
        await office.close()
    }
}
