import ArgumentParser
import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets get`
struct GetTicket: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one ticket.",
        discussion: """
            ticketdeck tickets get --tenant acme 0198a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --output json
            """)

    @OptionGroup var ticket: TicketArguments
    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        try await asking.withClient { client in
            try await output.write(try await client.get(ticket.id, in: asking.tenant), form.output)
        }
    }
}

extension StandardOutput {
    /// Writes one ticket in the form that was asked for.
    func write(_ ticket: Ticket, _ form: OutputForm) async throws {
        switch form {
        case .json: try await write(jsonLine: ticket.encoded)
        case .table: try await write(TicketText.detail(ticket))
        }
    }
}
