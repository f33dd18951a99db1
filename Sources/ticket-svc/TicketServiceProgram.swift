import ArgumentParser

/// The headless ticket service.
@main
struct TicketServiceProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket-svc",
        abstract: "Serves tickets to any number of tenants over NATS.",
        version: "0.1.0",
        subcommands: [Serve.self, SetupStreams.self],
        defaultSubcommand: Serve.self)
}
