import ArgumentParser
import TicketService

/// The headless ticket service.
@main
struct TicketServiceProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket-svc",
        abstract: "Serves tickets to any number of tenants over NATS.",
        version: ServiceInstance.version,
        subcommands: [Serve.self, SetupStreams.self, Health.self],
        defaultSubcommand: Serve.self)
}
