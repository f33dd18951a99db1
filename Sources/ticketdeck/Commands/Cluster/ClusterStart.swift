import ArgumentParser
import Cluster

/// `ticketdeck cluster start`
struct ClusterStart: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start a node of the local cluster and wait until it serves.",
        discussion: "ticketdeck cluster start 2")

    @OptionGroup var arguments: NodeArguments

    func perform(_ output: StandardOutput) async throws {
        let node = try arguments.found()
        if let pid = node.pid {
            return try await output.write("\(node.name) runs already, process \(pid)\n")
        }
        try await arguments.place.work { cluster throws(ClusterError) in try await cluster.start(node.number)
        }
        let pid = arguments.place.cluster.nodes().first { $0.number == node.number }?.pid ?? 0
        try await output.write("started \(node.name), process \(pid), \(node.clientURL)\n")
    }
}
