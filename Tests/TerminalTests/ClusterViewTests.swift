import Screen
import Support
import Testing

/// The cluster view on a local cluster of real servers: a node killed and started from it.
@Suite(.serialized) struct ClusterViewTests {
    /// Starts a local cluster on free ports; `nil` when none could be had in some tries.
    private func startCluster(in folder: TemporaryDirectory) async throws -> String {
        for _ in 0..<5 {
            let offset = Int.random(in: 5_000..<15_000)
            let result = try await run([
                Programs.dashboard, "cluster", "up", "--base-port-offset", "\(offset)", "--data-dir",
                folder.path + "/data/ticketdeck",
            ])
            if result.status == 0 {
                return (0..<3).map { "nats://127.0.0.1:\(4222 + offset + $0)" }.joined(separator: ",")
            }
            guard result.error.contains("port") else { throw SupportError(result.error) }
        }
        throw SupportError("no free ports for a cluster")
    }

    private func stopCluster(in folder: TemporaryDirectory) async {
        _ = try? await run([
            Programs.dashboard, "cluster", "down", "--wipe", "--data-dir", folder.path + "/data/ticketdeck",
        ])
    }

    /// The line of a server in the view.
    private static func line(_ name: String, in screen: String) -> String {
        screen.split(separator: "\n").first { $0.contains(name) && !$0.contains("Cluster") }.map(String.init)
            ?? ""
    }

    @Test func aNodeIsKilledAndStartedFromTheView() async throws {
        let folder = try TemporaryDirectory()
        let servers = try await startCluster(in: folder)
        let desk = try await Desk.open(
            ["--mode", "embedded", "--server", servers, "--tenant", "acme"],
            size: Size(width: 120, height: 36), folder: folder)
        let terminal = desk.terminal
        do {
            try await terminal.waitFor(text: "No tickets yet", within: .seconds(20))
            try await terminal.press("3")
            try await terminal.waitFor("three nodes that are up", within: .seconds(20)) {
                $0.contains("3 of 3 up") && $0.contains("KV_TICKETS") && $0.contains("nats-motadata-3")
            }
            try await terminal.press("j", "x")
            try await terminal.waitFor(text: "Kill nats-motadata-2 of the local cluster")
            try await terminal.press("y")
            let killed = ContinuousClock.now
            try await terminal.waitFor("the dead node", within: .seconds(2)) {
                Self.line("nats-motadata-2", in: $0).contains("down")
                    && $0.contains("nats-motadata-2 is down")
            }
            print("a node killed from the view is shown as down after \(killed.duration(to: .now))")
            try await terminal.waitFor("the measured failover", within: .seconds(20)) {
                $0.contains("failover 0.") || $0.contains("failover 1.")
                    || $0.contains("failover: no interruption")
                    || $0.contains("failover 2.") || $0.contains("failover 3.") || $0.contains("failover 4.")
                    || $0.contains("failover 5.") || $0.contains("failover 6.")
            }
            try await terminal.waitFor(text: "runs on 2 of 3 replicas", within: .seconds(20))

            try await terminal.press("X")
            try await terminal.waitFor(text: "nats-motadata-2 was started", within: .seconds(20))
            let started = ContinuousClock.now
            try await terminal.waitFor("the node that is back", within: .seconds(2)) {
                !Self.line("nats-motadata-2", in: $0).contains("down")
            }
            print("its return is shown after \(started.duration(to: .now))")
            try await terminal.waitFor("all well", within: .seconds(20)) { $0.contains("3 of 3 up") }
            // Told by the server itself, to the system account only.
            let stopped = try await run([
                Programs.dashboard, "cluster", "stop", "3", "--data-dir", folder.path + "/data/ticketdeck",
            ])
            #expect(stopped.status == 0, "\(stopped.error)")
            try await terminal.waitFor(text: "nats-motadata-3 shuts down")
            try await terminal.press("G", "g", "Enter")
            try await terminal.waitFor("the page of a node") {
                $0.contains("Subscriptions") && $0.contains("In contact")
            }
            try await terminal.press("q", "q", "q")
            #expect(try await terminal.waitForEnd() == 0)
        } catch {
            await terminal.close()
            await stopCluster(in: folder)
            throw error
        }
        await terminal.close()
        await stopCluster(in: folder)
    }

    @Test func readOnlyAndElsewhereNothingIsKilled() async throws {
        let office = try await Office.open()
        let desk = try await Desk.remote(office.server)
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.terminal.press("3")
        try await desk.terminal.waitFor(text: "1 of 1 up")
        try await desk.terminal.press("x")
        try await desk.terminal.waitFor(text: "not a node of a local cluster")
        await desk.terminal.close()
        #expect(office.server.processID != nil)
        await office.close()
    }
}
