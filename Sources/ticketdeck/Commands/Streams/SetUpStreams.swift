import ArgumentParser
import CommandOptions
import JSON
import NATS
import TicketService

/// `ticketdeck streams setup`
struct SetUpStreams: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Create or repair the streams, say what was done, and exit; as `ticket-svc setup-streams`.",
        discussion: "ticketdeck streams setup --server nats://127.0.0.1:4222 --replicas 3")

    @OptionGroup var form: OutputArguments
    @OptionGroup var streams: StreamArguments
    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func perform(_ output: StandardOutput) async throws {
        let settings = try connection.resolve(clientName: "ticketdeck streams setup")
        let replicas = try streams.count()
        try await ServerLink.with(settings) { connection in
            let done: [String]
            do throws(NATSError) {
                done = try await TicketStreams.repair(connection, replicas: replicas)
            } catch {
                throw CommandFailure("the streams cannot be set up: \(error.message)")
            }
            switch form.output {
            case .json: try await output.write(jsonLine: JSONValue.array(done.map(JSONValue.string)).encoded)
            case .table: for line in done { try await output.write(DisplayText.line(line) + "\n") }
            }
        }
    }
}
