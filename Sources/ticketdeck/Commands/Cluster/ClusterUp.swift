import ArgumentParser
import Cluster
import CommandOptions
import NATS
import TicketService
import Tickets

/// `ticketdeck cluster up`
struct ClusterUp: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start the local cluster and set up its streams; again: what is missing.",
        discussion: """
            ticketdeck cluster up
            ticketdeck cluster up --nodes 4 --base-port-offset 20000 --tenants acme,globex

            The nodes nats-motadata-1, -2, ... listen on the loopback ports 4222, 4223, ... (clients), 8222, ... \
            (monitoring), 6222, ... (routes) and 11222, ... (profiling), and outlive this command. More nodes can be \
            added at any time. With tenants, only the users of the credentials files can connect.
            """)

    @Option(
        help: ArgumentHelp("How many nodes, 3 to 9 (default: as many as there are, else 3).", valueName: "n"))
    var nodes: Int?

    @Option(help: ArgumentHelp("What is added to every port; it is remembered.", valueName: "n"))
    var basePortOffset: Int?

    @Option(
        help: ArgumentHelp(
            "Tenants that get an account of their own, separated by commas.", valueName: "names"))
    var tenants: String?

    @OptionGroup var place: LocalClusterArguments

    func validate() throws {
        if let nodes, !ClusterPlan.sizes.contains(nodes) {
            throw ValidationError("--nodes: a number from 3 to 9; of fewer than three none may fail")
        }
        if let basePortOffset, !NodePorts.offsets.contains(basePortOffset) {
            throw ValidationError("--base-port-offset: a number from 0 to \(NodePorts.offsets.upperBound)")
        }
        for name in tenantNames where Tenant(name) == nil || !LocalCluster.canName(tenant: name) {
            throw ValidationError(
                "--tenants: a tenant's name is 1 to 64 of A-Z a-z 0-9 _ -, and neither SYS nor TICKETS")
        }
    }

    private var tenantNames: [String] {
        (tenants ?? "").split(separator: ",").map { name in
            let start = name.drop(while: \.isWhitespace)
            return String(start.reversed().drop(while: \.isWhitespace).reversed())
        }
    }

    func perform(_ output: StandardOutput) async throws {
        let plan = ClusterPlan(size: nodes, offset: basePortOffset, tenants: tenantNames)
        try await place.work { cluster throws(ClusterError) in
            try await cluster.up(plan, tell: LocalClusterArguments.tell)
        }
        try await ClusterStreams(place.cluster).setUp()
        for tenant in place.cluster.tenants {
            LocalClusterArguments.tell(
                "credentials of \(tenant): \(place.cluster.credentialsFile(of: tenant))")
        }
    }
}
