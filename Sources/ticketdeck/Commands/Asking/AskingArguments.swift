import ArgumentParser
import CommandOptions
import NATS
import TicketClient
import Tickets

/// Whom a command asks, for which tenant, and in whose name.
struct AskingArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Whose tickets.", valueName: "name"))
    var tenant: Tenant

    @Option(
        help: ArgumentHelp(
            "Who you are, for the histories (TICKETDECK_ACTOR; default: the login name).", valueName: "name"))
    var actor: String?

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    /// Connects and gives the body a client.
    ///
    /// - Throws: `CommandFailure` when no server answers or the service does not do what it is asked.
    func withClient(_ body: (TicketClient) async throws -> Void) async throws {
        let settings = try connection.resolve(clientName: "ticketdeck")
        let actor = try ActorName.resolve(actor)
        try await ServerLink.with(settings) { connection in
            let transport = NATSTransport(
                connection, subjects: NATSTransport.SubjectChoice(settings.tenantSubject))
            do { try await body(TicketClient(transport, actor: actor)) } catch let error as ClientError {
                throw CommandFailure(error)
            }
        }
    }
}
