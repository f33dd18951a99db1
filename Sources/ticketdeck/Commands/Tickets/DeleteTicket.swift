import ArgumentParser
import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets delete`
struct DeleteTicket: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a ticket; `restore` brings it back.",
        discussion: "ticketdeck tickets delete --tenant acme $ID --if-revision 3")

    @OptionGroup var ticket: TicketArguments

    @Option(help: ArgumentHelp("Only if the ticket still has this revision.", valueName: "n"))
    var ifRevision: Int?

    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func validate() throws {
        if let ifRevision, ifRevision < 1 { throw ValidationError("--if-revision: a number from 1") }
    }

    func perform(_ output: StandardOutput) async throws {
        try await asking.withClient { client in
            try await client.delete(ticket.id, in: asking.tenant, ifRevision: ifRevision)
            switch form.output {
            case .json: try await output.write(jsonLine: ReplyData.deleted(ticket.id).encoded)
            case .table: try await output.write("deleted \(ticket.id)\n")
            }
        }
    }
}
