import ArgumentParser
import Cluster

/// `ticketdeck cluster stop`
struct ClusterStop: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a node of the local cluster in order.",
        discussion: "ticketdeck cluster stop 2")

    @OptionGroup var arguments: NodeArguments

    func perform(_ output: StandardOutput) async throws {
        let node = try arguments.found()
        guard let pid = node.pid else { return try await output.write("\(node.name) does not run\n") }
        try await arguments.place.work { cluster throws(ClusterError) in try await cluster.stop(node.number) }
        try await output.write("stopped \(node.name), process \(pid)\n")
    }
}
