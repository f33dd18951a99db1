import ArgumentParser
import TicketService

/// The headless ticket service.
@main
struct TicketServiceProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket-svc",
        abstract: "Serves tickets to any number of tenants over NATS.",
        usage: """
            ticket-svc [--server url] [--store jetstream|memory] [--replicas n] [--service-name name] [--log-level level]
            ticket-svc <subcommand>
            """,
        discussion: """
            Without a subcommand it serves, on the servers that are named, else on those of the local cluster, until \
            SIGTERM or SIGINT. All its options, those of the connection too: ticket-svc serve --help
            """,
        version: ServiceInstance.version,
        subcommands: [Serve.self, SetupStreams.self, Health.self],
        defaultSubcommand: Serve.self)
}
