import ArgumentParser

/// The commands about the cluster of servers.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "How any cluster is, and a local cluster of nats-server processes to run.",
        subcommands: [
            ClusterStatus.self, ClusterUp.self, ClusterDown.self, ClusterStart.self, ClusterStop.self,
            ClusterKill.self, ClusterBackup.self, ClusterRestore.self,
        ])
}
