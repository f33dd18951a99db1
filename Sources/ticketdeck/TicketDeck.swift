import ArgumentParser

/// The dashboard, and every command that a person types.
struct TicketDeck: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "ticketdeck",
        abstract: "A terminal dashboard for tickets on NATS.",
        version: version,
        subcommands: [
            DashboardCommand.self, ThemesCommand.self, CompletionsCommand.self,
        ],
        defaultSubcommand: DashboardCommand.self)
}
