import ArgumentParser
import Tickets

/// Which ticket a command is about.
struct TicketArguments: ParsableArguments {
    @Argument(help: "The ticket's id, a UUID, as `list` shows it.")
    var id: TicketID
}
