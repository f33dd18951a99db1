import ArgumentParser
import Cluster
import CommandOptions

/// Which local cluster is meant.
struct LocalClusterArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the cluster's files are: in the folder cluster of it, as for the dashboard.",
            valueName: "dir"))
    var dataDir: String?

    /// The cluster of the data directory.
    var cluster: LocalCluster { LocalCluster(folder: Folders(dataOption: dataDir).cluster) }

    /// Does something with the cluster; what fails becomes the command's failure.
    ///
    /// - Throws: `CommandFailure`.
    func work(_ body: (LocalCluster) async throws(ClusterError) -> Void) async throws(CommandFailure) {
        do throws(ClusterError) { try await body(cluster) } catch { throw CommandFailure(error.description) }
    }

    /// Prints a line at once: the next one may take seconds.
    @Sendable static func tell(_ line: String) {
        FileHandleText.writeOutput(DisplayText.line(line) + "\n")
    }
}
