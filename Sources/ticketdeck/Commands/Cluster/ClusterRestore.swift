import ArgumentParser
import Cluster

/// `ticketdeck cluster restore`
struct ClusterRestore: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the local cluster.",
        discussion: """
            ticketdeck cluster restore monday.tar

            The cluster must be stopped, or not be there. What it held is replaced, when all of the file has been read; \
            before that nothing is changed. It has the nodes, ports, accounts and credentials of the backup then; \
            `ticketdeck cluster up` starts it.
            """)

    @Argument(help: "A file of `ticketdeck cluster backup`.")
    var file: String

    @Flag(help: "Stop a running cluster and give its data up.")
    var force = false

    @OptionGroup var place: LocalClusterArguments

    func perform(_ output: StandardOutput) async throws {
        try await place.work { cluster throws(ClusterError) in
            try await cluster.restore(from: file, stops: force, tell: LocalClusterArguments.tell)
        }
    }
}
