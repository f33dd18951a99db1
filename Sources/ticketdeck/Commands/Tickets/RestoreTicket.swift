import ArgumentParser
import CommandOptions
import TicketClient
import Tickets

/// `ticketdeck tickets restore`
struct RestoreTicket: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a deleted ticket back under its id.",
        discussion: "ticketdeck tickets restore --tenant acme $ID")

    @OptionGroup var ticket: TicketArguments
    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        try await asking.withClient { client in
            try await output.write(try await client.restore(ticket.id, in: asking.tenant), form.output)
        }
    }
}
