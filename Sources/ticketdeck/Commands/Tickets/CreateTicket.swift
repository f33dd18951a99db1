import ArgumentParser
import CommandOptions
import JSON
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets create`
struct CreateTicket: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a ticket.",
        discussion: """
            ticketdeck tickets create --tenant acme --title "Printer on fire" --priority high --assignee lee
            dmesg | tail -c 900 | ticketdeck tickets create --tenant acme --title "Kernel oops" --description -
            """)

    @Option(help: ArgumentHelp("One line, at most 200 characters.", valueName: "text"))
    var title: String

    @Option(help: ArgumentHelp("At most 1000 characters; - reads it from stdin.", valueName: "text"))
    var description: String?

    @Option(help: "low, medium, high or critical.")
    var priority: Priority = .medium

    @Option(help: "open, in_progress, resolved or closed.")
    var status: Status = .open

    @Option(help: ArgumentHelp("Who works on it.", valueName: "name"))
    var assignee: String?

    @Option(help: ArgumentHelp("Who reported it.", valueName: "name"))
    var createdBy: String?

    @Option(
        help: ArgumentHelp(
            "The same key again within 10 minutes gives the first ticket, not a second one.", valueName: "key"
        ))
    var requestKey: String?

    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        let (draft, key) = try await draft()
        try await asking.withClient { client in
            let ticket = try await client.create(draft, in: asking.tenant, requestKey: key)
            try await output.write(ticket, form.output)
        }
    }

    private func draft() async throws -> (TicketDraft, key: String?) {
        var data = JSONObject([
            ("title", .string(title)), ("priority", .string(priority.rawValue)),
            ("status", .string(status.rawValue)),
        ])
        data["description"] = try await StandardInput.text(behind: description).map(JSONValue.string)
        data["assignee"] = assignee.map(JSONValue.string)
        data["created_by"] = createdBy.map(JSONValue.string)
        data["request_key"] = requestKey.map(JSONValue.string)
        let operation = try CommandFailure.of { () throws(ServiceError) in
            try RequestData.operation(.create, .object(data), in: asking.tenant)
        }
        guard case .create(let draft, let key) = operation else {
            throw CommandFailure("the ticket cannot be created from these values")
        }
        return (draft, key)
    }
}

extension CommandFailure {
    /// Does the body; what the rules of the service refuse becomes the command's failure.
    static func of<Value>(_ body: () throws(ServiceError) -> Value) throws -> Value {
        do { return try body() } catch { throw CommandFailure(line(error)) }
    }
}
