import ArgumentParser
import CommandOptions
import Tickets

/// `ticketdeck` without a command: the dashboard.
struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Open the dashboard (what happens without a command).")

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    @Option(help: "auto, embedded or remote: where the ticket service runs.")
    var mode: BackendPlan.Mode?

    @Option(help: "jetstream or memory: where a service in this process keeps its tickets (TICKET_STORE).")
    var store: BackendPlan.StoreKind?

    @Option(help: ArgumentHelp("Whose tickets to show.", valueName: "name"))
    var tenant: String?

    @Option(help: ArgumentHelp("Who you are, for the histories (TICKETDECK_ACTOR).", valueName: "name"))
    var actor: String?

    @Option(help: ArgumentHelp("The theme to begin with; see `ticketdeck themes`.", valueName: "name"))
    var theme: String?

    @Flag(inversion: .prefixedNo, help: "Show everything, change nothing.")
    var readOnly: Bool?

    @Flag(inversion: .prefixedNo, help: "Draw nothing beyond ASCII.")
    var ascii: Bool?

    @Flag(inversion: .prefixedNo, help: "Lines of text for a screen reader instead of a screen.")
    var accessible: Bool?

    @Option(
        help: ArgumentHelp("The configuration; see `ticketdeck config show`.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where drafts, logs and the private server's files are.", valueName: "dir"))
    var dataDir: String?

    @Option(
        help: ArgumentHelp(
            "Monitoring addresses of the servers, separated by commas (TICKETDECK_MONITOR).", valueName: "url"
        ))
    var monitor: String?

    func validate() throws {
        if let tenant, Tenant(tenant) == nil {
            throw ValidationError("--tenant: a tenant's name is 1 to 64 of A-Z a-z 0-9 _ -")
        }
    }

    @MainActor
    func run() async throws {
        do {
            let status = try await DashboardSession(self).run()
            if status != .success { throw status }
        } catch let failure as CommandFailure {
            throw failure.report(as: "ticketdeck")
        }
    }
}

extension BackendPlan.Mode: ExpressibleByArgument {}
extension BackendPlan.StoreKind: ExpressibleByArgument {}
