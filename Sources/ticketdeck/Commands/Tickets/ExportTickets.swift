import ArgumentParser
import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets export`
struct ExportTickets: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print all tickets as JSON, one a line, oldest first.",
        discussion: "ticketdeck tickets export --tenant acme > acme.jsonl")

    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        let progress = ProgressLine()
        defer { progress.clear() }
        let query = ListQuery(sort: TicketSort(field: .createdAt, order: .ascending))
        try await asking.withClient { client in
            var count = 0
            let pages = TicketPages(client: client, tenant: asking.tenant, query: query, limit: nil)
            do {
                _ = try await pages.read { page in
                    for ticket in page.tickets { try await output.write(jsonLine: ticket.encoded) }
                    count += page.tickets.count
                    progress.show("\(count) of \(page.total) tickets exported")
                }
            } catch let error as ClientError where count > 0 {
                let failure = CommandFailure(error)
                throw CommandFailure(
                    "the export is not whole, it ends after \(count) tickets: \(failure.message)",
                    status: failure.status)
            }
        }
    }
}
