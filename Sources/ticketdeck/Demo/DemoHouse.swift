import ArgumentParser
import Cluster
import CommandOptions
import NATS
import TicketClient
import TicketService
import Tickets

/// All that runs for a demo: three servers, two service instances, and the tickets of three desks.
struct DemoHouse: Sendable {
    let folder: PassingFolder
    let cluster: LocalCluster
    private let desks = DemoDesk.all

    init(_ folder: PassingFolder) {
        self.folder = folder
        cluster = folder.cluster()
    }

    /// The servers, another one first for each number: so the parts are spread over them.
    private func servers(from number: Int) -> String {
        let urls = cluster.nodes().map(\.clientURL)
        let first = urls.isEmpty ? 0 : number % urls.count
        return (urls[first...] + urls[..<first]).joined(separator: ",")
    }

    var monitoring: String { cluster.nodes().map(\.monitoringURL).joined(separator: ",") }

    /// How its parts connect, whatever the environment says of other servers.
    ///
    /// - Parameter first: the number of the server to try first.
    func settings(_ name: String, first: Int = 0) throws -> ConnectionSettings {
        try ConnectionArguments.parse(["--server", servers(from: first)]).resolve(
            clientName: name, environment: [:])
    }

    /// Starts the servers, on the contract's ports or on others when those are taken.
    ///
    /// - Parameter offset: what is added to every port; `nil`: what is needed.
    /// - Throws: `CommandFailure`.
    func startServers(offset: Int?) async throws(CommandFailure) {
        let candidates = offset.map { [$0] } ?? Array(stride(from: 0, through: 20_000, by: 10))
        for candidate in candidates {
            let isLast = candidate == candidates.last
            guard isLast || LocalCluster.arePortsFree(offset: candidate) else { continue }
            do throws(ClusterError) {
                return try await cluster.up(ClusterPlan(offset: candidate))
            } catch {
                // Somebody may have taken a port since it was looked at.
                guard error.code == .portTaken, !isLast else { throw CommandFailure(error.description) }
            }
        }
    }

    /// Sets up the streams, starts the services, and tells the desks' stories.
    ///
    /// - Throws: `CommandFailure`.
    func furnish(tell: @escaping @Sendable (String) -> Void) async throws {
        try await ServerLink.with(try settings("ticketdeck demo")) { connection in
            do {
                _ = try await TicketStreams.repair(connection)
                tell("starting two instances of the service")
                for number in 1...2 {
                    let urls = servers(from: number)
                    try folder.start("ticket-svc-\(number)", DemoService.command(servers: urls))
                }
                let steps = DemoStory.steps(of: desks, until: .now, seed: DemoHouse.seed)
                tell("writing \(desks.reduce(0) { $0 + $1.cases.count }) tickets of \(desks.count) tenants")
                try await DemoSeeding(steps: steps).run(on: connection)
                try await waitForService(on: connection)
            } catch let error as ClientError {
                throw CommandFailure(error)
            } catch let error as ClusterError {
                throw CommandFailure(error.description)
            } catch let error as NATSError {
                throw CommandFailure("the demo's streams cannot be set up: \(error.message)")
            }
        }
    }

    /// Until a service answers that knows all tickets.
    private func waitForService(on connection: Connection) async throws {
        let client = TicketClient(NATSTransport(connection, timeout: .seconds(1)))
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            let tenants = try? await client.tenants()
            if let tenants,
                tenants.reduce(0, { $0 + $1.counts.total }) >= desks.reduce(0, { $0 + $1.cases.count })
            {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        // Its log goes with the folder.
        let words = folder.lastLine(of: "ticket-svc-1").map { ": \($0)" } ?? ""
        throw CommandFailure("the demo's service does not answer\(words)")
    }

    /// Lets the desks work until the task is cancelled.
    func work() async {
        guard let settings = try? settings("people", first: 2) else { return }
        let connection = Connection(settings.options)
        let transport = NATSTransport(connection, timeout: .seconds(2))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            for (number, desk) in desks.enumerated() {
                let seed = DemoHouse.seed &+ UInt64(number)
                group.addTask { await DemoActivity(desk: desk, transport: transport).run(seed: seed) }
            }
            await group.waitForAll()
        }
    }

    private static let seed: UInt64 = 2026
}
