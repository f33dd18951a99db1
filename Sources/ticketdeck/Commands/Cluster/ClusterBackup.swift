import ArgumentParser
import Cluster

/// `ticketdeck cluster backup`
struct ClusterBackup: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write all of the local cluster into a file.",
        discussion: """
            ticketdeck cluster backup --stop monday.tar

            The file holds what JetStream keeps, the accounts and the credentials: keep it to yourself. Only the files \
            of a stopped cluster fit together, so a running one is stopped for the copy, with --stop, and started again.
            """)

    @Argument(help: "The file to write, a tar archive.")
    var file: String

    @Flag(help: "Stop a running cluster for the copy, and start it again.")
    var stop = false

    @Flag(help: "Replace a file of that name.")
    var force = false

    @OptionGroup var place: LocalClusterArguments

    func perform(_ output: StandardOutput) async throws {
        try await StopRequest.during { stopped in
            try await place.work { cluster throws(ClusterError) in
                try await cluster.backUp(
                    to: file, stops: stop, replaces: force, tell: LocalClusterArguments.tell,
                    until: stopped)
            }
        }
    }
}
