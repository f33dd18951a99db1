import ArgumentParser
import Cluster

/// `ticketdeck cluster kill`
struct ClusterKill: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Kill a node of the local cluster, as a crash would (SIGKILL).",
        discussion: "ticketdeck cluster kill 2")

    @OptionGroup var arguments: NodeArguments

    func perform(_ output: StandardOutput) async throws {
        let node = try arguments.found()
        guard let pid = node.pid else { return try await output.write("\(node.name) does not run\n") }
        try await arguments.place.work { cluster throws(ClusterError) in try await cluster.kill(node.number) }
        try await output.write("killed \(node.name), process \(pid)\n")
    }
}
