import ArgumentParser

/// The commands about the cluster of servers.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Run a local cluster of nats-server processes.",
        subcommands: [
            ClusterUp.self, ClusterDown.self, ClusterStart.self, ClusterStop.self, ClusterKill.self,
            ClusterBackup.self, ClusterRestore.self,
        ])
}
