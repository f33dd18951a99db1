import ArgumentParser
import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck tickets list`
struct ListTickets: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List tickets.",
        discussion: """
            ticketdeck tickets list --tenant acme --status open --search "printer fire"
            ticketdeck tickets list --tenant acme --all --sort priority --output json | jq -r '.[].title'
            """)

    @Option(help: "Only this status; may be given several times.")
    var status: [Status] = []

    @Option(help: "Only this priority; may be given several times.")
    var priority: [Priority] = []

    @Option(help: ArgumentHelp("Only this person's.", valueName: "name"))
    var assignee: String?

    @Option(
        help: ArgumentHelp(
            "Only tickets with all these words in title, description or id.", valueName: "text"))
    var search: String?

    @Option(help: "created_at, updated_at, priority, status or title.")
    var sort: SortField = .createdAt

    @Option(help: "asc or desc.")
    var order: SortOrder = .descending

    @Option(help: ArgumentHelp("How many tickets at most.", valueName: "n"))
    var limit: Int = ListQuery.defaultLimit

    @Flag(help: "All tickets, whatever the limit.")
    var all = false

    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit: a number from 1") }
    }

    func perform(_ output: StandardOutput) async throws {
        let words = search?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        let filter = TicketFilter(
            statuses: Set(status), priorities: Set(priority), assignee: assignee, words: words)
        let query = ListQuery(filter: filter, sort: TicketSort(field: sort, order: order))
        try await asking.withClient { client in
            let pages = TicketPages(
                client: client, tenant: asking.tenant, query: query, limit: all ? nil : limit)
            switch form.output {
            case .json: try await printArray(pages, output)
            case .table: try await printTable(pages, output)
            }
        }
    }

    private func printArray(_ pages: TicketPages, _ output: StandardOutput) async throws {
        var isFirst = true
        try await output.write("[")
        _ = try await pages.read { page in
            for ticket in page.tickets {
                try await output.write(isFirst ? "\n" : ",\n")
                try await output.write(DisplayText.json(ticket.encoded))
                isFirst = false
            }
        }
        try await output.write(isFirst ? "]\n" : "\n]\n")
    }

    private func printTable(_ pages: TicketPages, _ output: StandardOutput) async throws {
        var table = TextTable(TicketText.columns)
        var count = 0
        let total = try await pages.read { page in
            for ticket in page.tickets { table.add(TicketText.row(ticket)) }
            count += page.tickets.count
        }
        try await output.write(table.text(fitting: output.columns))
        try await output.flush()
        if count < total {
            FileHandleText.writeError("\(count) of \(total) tickets; --all shows all of them\n")
        }
    }
}
