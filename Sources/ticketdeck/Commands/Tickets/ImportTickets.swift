import ArgumentParser
import CommandOptions
import JSON
import TicketClient
import Tickets

/// `ticketdeck tickets import`
struct ImportTickets: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Create a ticket of each line of a file of JSON objects.",
        discussion: """
            ticketdeck tickets import --tenant acme tickets.jsonl
            ticketdeck tickets export --tenant acme | ticketdeck tickets import --tenant globex -

            A line has the fields of `create`: title, description, priority, status, assignee, created_by, \
            request_key; others are passed over. A bad line is reported with its number, the rest go on, and \
            the exit status is 1. After a failure, import the same file again: what was imported within the \
            last 10 minutes is not imported twice.
            """)

    @Argument(help: "The file; - is stdin.", completion: .file(extensions: ["jsonl", "json"]))
    var file: String

    @OptionGroup var form: OutputArguments
    @OptionGroup var asking: AskingArguments

    func perform(_ output: StandardOutput) async throws {
        let lines = LineReader(try ByteSource(path: file))
        let progress = ProgressLine()
        defer { progress.clear() }
        try await asking.withClient { client in
            var tally = ImportTally()
            let work = TicketImport(client: client, tenant: asking.tenant, progress: progress)
            do { try await work.run(lines, &tally) } catch let error as ClientError {
                progress.clear()
                try await report(tally, output)
                let failure = CommandFailure(error)
                throw CommandFailure(
                    "the import has stopped: \(failure.message); import the same file again, "
                        + "within 10 minutes nothing is imported twice", status: failure.status)
            }
            progress.clear()
            try await report(tally, output)
            guard tally.failed == 0 else { throw CommandFailure("\(tally.failed) lines were not imported") }
        }
    }

    private func report(_ tally: ImportTally, _ output: StandardOutput) async throws {
        switch form.output {
        case .json: try await output.write(jsonLine: tally.json.encoded)
        case .table: try await output.write(tally.text + "\n")
        }
        try await output.flush()
    }
}
