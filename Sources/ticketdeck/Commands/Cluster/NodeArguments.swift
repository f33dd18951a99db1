import ArgumentParser
import Cluster
import CommandOptions

/// Which node of the local cluster is meant.
struct NodeArguments: ParsableArguments {
    @Argument(help: "The name of a node, such as nats-motadata-2, or its number.")
    var node: String

    @OptionGroup var place: LocalClusterArguments
}

extension NodeArguments {
    /// The node as it is now.
    ///
    /// - Throws: `CommandFailure` when there is none of that name, or no cluster.
    func found() throws(CommandFailure) -> ClusterNode {
        do throws(ClusterError) { return try place.cluster.node(named: node) } catch {
            throw CommandFailure(error.description)
        }
    }
}
