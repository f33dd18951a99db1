import ArgumentParser
import Cluster
import CommandOptions
import JSON

/// `ticketdeck cluster status`
struct ClusterStatus: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "How the servers, JetStream and its streams are: exit 0 healthy, 1 degraded, 2 unreachable.",
        discussion: """
            ticketdeck cluster status
            ticketdeck cluster status --server nats://10.0.0.1:4222 --output json | jq .verdict
            ticketdeck cluster status --server nats://10.0.0.1:4222 --monitor http://10.0.0.1:8222
            ticketdeck cluster status --server nats://10.0.0.1:4222 --user sys --password ...

            The servers find each other. They are read through their monitoring endpoints, which are looked for \
            4000 above the client ports or where --monitor says, and through the system account when the user \
            is of it.
            """)

    @OptionGroup var form: OutputArguments

    @Option(
        help: ArgumentHelp(
            "Monitoring addresses of the servers, separated by commas (TICKETDECK_MONITOR).", valueName: "url"
        ))
    var monitor: String?

    @OptionGroup var place: LocalClusterArguments

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func perform(_ output: StandardOutput) async throws {
        let settings = try connection.resolve(clientName: "ticketdeck cluster status")
        let named = monitor ?? environmentVariable("TICKETDECK_MONITOR") ?? ""
        let inquiry = ClusterInquiry(
            settings: settings, monitoring: named.split(separator: ",").map(String.init),
            local: LocalNodes(folder: place.cluster.folder))
        let finding = await inquiry.ask()
        switch form.output {
        case .json: try await output.write(jsonLine: finding.json.encoded)
        case .table where !finding.health.nodes.isEmpty:
            try await output.write(ClusterText(finding).text(fitting: output.columns))
        case .table: break
        }
        try await output.flush()
        if let failure = finding.failure { throw failure }
        if !finding.isHealthy { throw ExitStatus.failed }
    }
}
