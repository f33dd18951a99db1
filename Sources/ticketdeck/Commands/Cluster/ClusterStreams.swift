import ArgumentParser
import Cluster
import CommandOptions
import NATS
import TicketService

/// The streams of a local cluster.
struct ClusterStreams {
    private let cluster: LocalCluster

    init(_ cluster: LocalCluster) { self.cluster = cluster }

    /// Creates or repairs them as `ticketdeck streams setup` does, and prints what was done.
    ///
    /// - Throws: `CommandFailure`.
    func setUp() async throws {
        try await ServerLink.with(try settings()) { connection in
            for line in try await repair(connection) { LocalClusterArguments.tell(line) }
        }
    }

    /// How long streams that are there may take to elect their leaders, after a start of all nodes.
    private static let patience = Duration.seconds(60)

    private func repair(_ connection: Connection) async throws(CommandFailure) -> [String] {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            do throws(NATSError) { return try await TicketStreams.repair(connection) } catch {
                guard isPassing(error), ContinuousClock.now < deadline else {
                    throw CommandFailure("the streams cannot be set up: \(error.message)")
                }
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// While a stream has no leader nobody answers for it, or JetStream says that it is not available.
    private func isPassing(_ error: NATSError) -> Bool {
        switch error.code {
        case .timeout, .noResponders, .jetStream(code: 503, _): true
        default: false
        }
    }

    /// How the service's own user connects.
    private func settings() throws -> ConnectionSettings {
        var words = ["--server", cluster.nodes().map(\.clientURL).joined(separator: ",")]
        if let user = cluster.serviceUser { words += ["--user", user.name, "--password", user.password] }
        return try ConnectionArguments.parse(words).resolve(
            clientName: "ticketdeck cluster up", environment: [:])
    }
}
