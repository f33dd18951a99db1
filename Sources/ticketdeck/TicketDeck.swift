import ArgumentParser

/// The dashboard, and every command that a person types.
struct TicketDeck: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "ticketdeck",
        abstract: "A terminal dashboard for tickets on NATS.",
        usage: """
            ticketdeck [--mode auto|embedded|remote] [--tenant name] [--server url] [--theme name] [--read-only] [--ascii] [--accessible] [--config file]
            ticketdeck <subcommand>
            """,
        discussion: """
            Without a subcommand it opens the dashboard, on the servers that are named, else on those of the local \
            cluster, else on a private one. All its options: ticketdeck dashboard --help
            """,
        version: version,
        subcommands: [
            DashboardCommand.self, TicketsCommand.self, EventsCommand.self, ClusterCommand.self,
            StreamsCommand.self, LoadCommand.self, ThemesCommand.self, ConfigCommand.self,
            CompletionsCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}
