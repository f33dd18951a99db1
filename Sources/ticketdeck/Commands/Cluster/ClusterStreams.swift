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
            do throws(NATSError) {
                for line in try await TicketStreams.repair(connection) { LocalClusterArguments.tell(line) }
            } catch {
                throw CommandFailure("the streams cannot be set up: \(error.message)")
            }
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
