import ArgumentParser
import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets history`
struct TicketHistory: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show every revision of a ticket: who, when and what changed.",
        discussion: """
            ticketdeck tickets history --tenant acme $ID
            ticketdeck tickets history --tenant acme $ID --output json | jq '.[-1].changes'
            """)

    @OptionGroup var ticket: TicketArguments
    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        try await asking.withClient { client in
            let changes = try await client.history(of: ticket.id, in: asking.tenant)
            switch form.output {
            case .json: try await output.write(jsonLine: ReplyData.history(changes).encoded)
            case .table: try await output.write(table(changes).text(fitting: output.columns))
            }
        }
    }

    private func table(_ changes: [TicketChange]) -> TextTable {
        var table = TextTable([
            TextTable.Column(heading: "REVISION", isNumber: true), TextTable.Column(heading: "AT (UTC)"),
            TextTable.Column(heading: "ACTION", spare: 2), TextTable.Column(heading: "ACTOR", spare: 1),
            TextTable.Column(heading: "CHANGE"),
        ])
        for change in changes {
            table.add([
                String(change.revision), TicketText.moment(change.at), change.action.rawValue,
                change.actor ?? "-", TicketText.summary(of: change),
            ])
        }
        return table
    }
}
