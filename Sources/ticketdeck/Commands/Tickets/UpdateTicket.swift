import ArgumentParser
import CommandOptions
import JSON
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets update`
struct UpdateTicket: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change fields of a ticket.",
        discussion: """
            ticketdeck tickets update --tenant acme $ID --status resolved
            ticketdeck tickets update --tenant acme $ID --assignee lee --if-revision 3
            ticketdeck tickets update --tenant acme $ID --assignee ""      # nobody

            With --if-revision nothing is changed when the ticket has another revision by now; the message \
            says which one.
            """)

    @OptionGroup var ticket: TicketArguments

    @Option(help: ArgumentHelp("One line, at most 200 characters.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("At most 1000 characters; - reads it from stdin.", valueName: "text"))
    var description: String?

    @Option(help: "low, medium, high or critical.")
    var priority: Priority?

    @Option(help: "open, in_progress, resolved or closed.")
    var status: Status?

    @Option(help: ArgumentHelp("Who works on it; empty: nobody.", valueName: "name"))
    var assignee: String?

    @Option(help: ArgumentHelp("Only if the ticket still has this revision.", valueName: "n"))
    var ifRevision: Int?

    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func validate() throws {
        let hasText = title != nil || description != nil || assignee != nil
        guard hasText || priority != nil || status != nil else {
            throw ValidationError(
                "nothing to change: give --title, --description, --priority, --status or --assignee")
        }
        if let ifRevision, ifRevision < 1 { throw ValidationError("--if-revision: a number from 1") }
    }

    func perform(_ output: StandardOutput) async throws {
        let patch = try await patch()
        try await asking.withClient { client in
            let changed = try await client.update(
                ticket.id, patch, in: asking.tenant, ifRevision: ifRevision)
            try await output.write(changed, form.output)
        }
    }

    private func patch() async throws -> TicketPatch {
        var data = JSONObject([("id", .string(ticket.id.description))])
        data["title"] = title.map(JSONValue.string)
        data["description"] = try await StandardInput.text(behind: description).map(JSONValue.string)
        data["priority"] = priority.map { .string($0.rawValue) }
        data["status"] = status.map { .string($0.rawValue) }
        data["assignee"] = assignee.map(JSONValue.string)
        let operation = try CommandFailure.of { () throws(ServiceError) in
            try RequestData.operation(.update, .object(data), in: asking.tenant)
        }
        guard case .update(_, let patch, _) = operation else {
            throw CommandFailure("the ticket cannot be changed to these values")
        }
        return patch
    }
}
