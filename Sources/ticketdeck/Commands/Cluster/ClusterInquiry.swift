import Cluster
import CommandOptions
import NATS

/// Asks a cluster once how it is: through NATS as far as that goes, and through the monitoring endpoints.
struct ClusterInquiry {
    let settings: ConnectionSettings
    /// Monitoring addresses that were named.
    let monitoring: [String]

    /// How long the servers may take to let us in.
    private static let patience = Duration.seconds(2)
    /// How long a round of questions waits for those who do not answer.
    private static let roundLimit = Duration.seconds(1)

    func ask() async -> ClusterFinding {
        let monitor = self.monitor
        let connection = Connection(settings.options)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            let problem = await ServerLink.problem(
                of: connection, rounds: 1, patience: ClusterInquiry.patience)
            if let server = connection.state.server {
                monitor.noteConnection(
                    serverID: server.serverID, url: server.url, knownServers: server.knownServers)
                monitor.useSystemAccount(of: connection)
            }
            let health = await monitor.report(within: ClusterInquiry.roundLimit)
            await connection.close()
            return ClusterFinding(health: health, linkProblem: problem, places: places)
        }
    }

    private var monitor: NodeMonitor {
        let servers = settings.options.servers
        return NodeMonitor(
            servers: settings.serversWereNamed ? servers : [],
            candidates: settings.serversWereNamed ? [] : servers, monitoring: monitoring)
    }

    private var places: String {
        (settings.options.servers + monitoring).map(Redaction.url).joined(separator: ", ")
    }
}
