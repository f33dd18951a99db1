import ArgumentParser

/// The commands about the servers.
struct ClusterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "How a cluster is.",
        subcommands: [ClusterStatus.self])
}
