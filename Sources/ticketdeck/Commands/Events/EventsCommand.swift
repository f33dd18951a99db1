import ArgumentParser
import CommandOptions
import NATS
import TicketClient
import TicketWire
import Tickets

/// `ticketdeck events`
struct EventsCommand: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Print the event stream, from a start to its end or on and on.",
        discussion: """
            ticketdeck events 'tenant:acme -subject:audit.* printer' --since 10m
            ticketdeck events --since 14:30 --subject 'ticket.*' --output json | jq .event.data.title
            ticketdeck events --from-sequence 1000 --follow
            ticketdeck events --last 5 -- -actor:lee

            A filter is what / takes in the dashboard: words, subject: tenant: ticket: actor:, each negated \
            with a - in front; one that begins so stands behind --. Without a start: the last 20. The text has \
            local times, JSON has UTC. What the stream does not have, interruptions, and messages that are no \
            events are told on stderr. It reads JetStream itself, so the user must be allowed to.
            """)

    /// The forms in which events are printed.
    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: ArgumentHelp("Only what this filter lets through.", valueName: "filter"))
    var filter: [String] = []

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "name"))
    var tenant: Tenant?

    @Option(help: ArgumentHelp("Only these subjects; * and > are wildcards.", valueName: "subject"))
    var subject: String?

    @Option(help: ArgumentHelp("From this sequence of the stream on.", valueName: "n"))
    var fromSequence: UInt64?

    @Option(
        help: ArgumentHelp(
            "From so long ago on, such as 90s, 10m, 2h, 1d; or from 14:30, 2026-11-20T14:30 (local), or an RFC 3339 time.",
            valueName: "time"))
    var since: EventMoment?

    @Option(help: ArgumentHelp("The last so many that are selected.", valueName: "n"))
    var last: Int?

    @Flag(name: .shortAndLong, help: "Go on with what comes, until it is interrupted.")
    var follow = false

    @Option(name: .shortAndLong, help: "text or json, one object a line.")
    var output: Form = .text

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func validate() throws {
        let starts = [fromSequence != nil, since != nil, last != nil].filter { $0 }
        guard starts.count <= 1 else {
            throw ValidationError("--from-sequence, --since and --last exclude each other: give one")
        }
        if let last, !(0...1_000_000).contains(last) {
            throw ValidationError("--last: a number from 0 to 1000000")
        }
        if let subject, subject.isEmpty || subject.contains(where: \.isWhitespace) {
            throw ValidationError("--subject: a NATS subject such as ticket.create or 'notification.*'")
        }
    }

    func perform(_ output: StandardOutput) async throws {
        let settings = try connection.resolve(clientName: "ticketdeck events")
        try await ServerLink.with(settings) { connection in
            let reading = EventReading(connection, selection)
            let ending = EventEnding(reading)
            let interruption = Interruption { ending.interrupt() }
            defer { interruption.end() }
            if follow { output.whenReaderGoes { ending.loseReader() } }
            var report = EventReport(self.output, output)
            do {
                try await reading.run { try await report.take($0) }
            } catch let problem as EventReading.Problem where ending.cause == nil {
                report.end()
                throw CommandFailure(problem)
            } catch is EventReading.Problem {}
            try await output.flush()
            report.end()
            try ending.end()
        }
    }

    private var selection: EventSelection {
        var selection = EventSelection(
            subject: subject, tenant: tenant, filter: EventFilter(filter.joined(separator: " ")),
            start: start,
            follows: follow)
        selection.readsHeaders = output == .text
        return selection
    }

    private var start: EventSelection.Start {
        if let fromSequence { return .sequence(fromSequence) }
        if let since { return .time(since.timestamp(now: .now)) }
        return .last(last ?? 20)
    }
}

extension CommandFailure {
    /// Why the event stream cannot be read.
    init(_ problem: EventReading.Problem) {
        switch problem {
        case .noStream:
            self.init(
                "there is no stream \(Subjects.eventStream): start ticket-svc, or run ticketdeck streams setup"
            )
        case .lost(let reason):
            self.init("the events end early: \(reason); try again", status: ExitStatus.unreachable)
        case .failed(let error):
            switch error.code {
            case .noResponders: self.init("the server has no JetStream for this user, so there are no events")
            case .permission: self.init("this user may not read the event stream: \(error.message)")
            case .disconnected, .io, .closed:
                self.init("\(error.message); try again", status: ExitStatus.unreachable)
            default: self.init("the event stream cannot be read: \(error.message)")
            }
        }
    }
}
