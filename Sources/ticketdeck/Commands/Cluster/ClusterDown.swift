import ArgumentParser
import Cluster

/// `ticketdeck cluster down`
struct ClusterDown: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop all nodes of the local cluster; the data stay.",
        discussion: """
            ticketdeck cluster down
            ticketdeck cluster down --wipe
            """)

    @Flag(help: "Remove the data, the logs and the credentials, too.")
    var wipe = false

    @OptionGroup var place: LocalClusterArguments

    func perform(_ output: StandardOutput) async throws {
        let running = place.cluster.nodes().filter { $0.pid != nil }
        try await place.work { cluster throws(ClusterError) in
            try await cluster.down(wipes: wipe, tell: LocalClusterArguments.tell)
        }
        if running.isEmpty, !wipe { try await output.write("no node ran\n") }
    }
}
