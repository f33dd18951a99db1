import ArgumentParser

/// The commands about tickets, for scripts.
struct TicketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets", abstract: "List, read and change tickets.",
        discussion: """
            ticketdeck tickets list --tenant acme --status open --priority high --priority critical
            ticketdeck tickets create --tenant acme --title "Printer on fire" --priority high
            ticketdeck tickets export --tenant acme > acme.jsonl

            Data go to stdout, everything else to stderr. Exit status: 0 done, 1 failed, 2 no server or service \
            could be reached, 64 wrong usage.
            """,
        subcommands: [
            ListTickets.self, GetTicket.self, CreateTicket.self, UpdateTicket.self, DeleteTicket.self,
            RestoreTicket.self, TicketHistory.self, ImportTickets.self, ExportTickets.self,
        ])
}
