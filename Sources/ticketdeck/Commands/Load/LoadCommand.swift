import ArgumentParser
import CommandOptions
import Glibc
import JSON
import TicketClient

/// `ticketdeck load`
struct LoadCommand: ScriptCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Test a service under load: throughput, latencies, errors.",
        discussion: """
            ticketdeck load --requests 20000 --concurrency 64
            ticketdeck load --duration 30s --mix write --tenants 10 --output json

            mixed: 70 % get, 15 % list of 20, 10 % update, 5 % create; read: 80 % get, 20 % list; write: \
            65 % update, 35 % create. The tickets belong to the tenants load-1, load-2, ... and stay there: \
            do not test a service in use. Ctrl-C ends the test and shows what was measured. Exit status 1 when \
            a request failed.
            """)

    @Option(help: ArgumentHelp("How many tenants.", valueName: "n"))
    var tenants = 1

    @Option(help: ArgumentHelp("How many requests are under way at once.", valueName: "n"))
    var concurrency = 64

    @Option(help: ArgumentHelp("How many requests in all (default: 10000).", valueName: "n"))
    var requests: Int?

    @Option(help: ArgumentHelp("How long, such as 30, 30s or 2m.", valueName: "s"))
    var duration: LoadTime?

    @Option(help: "read, write or mixed.")
    var mix: LoadMix = .mixed

    @OptionGroup var form: OutputArguments
    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func validate() throws {
        guard requests == nil || duration == nil else {
            throw ValidationError("--requests and --duration exclude each other: give one")
        }
        guard (1...1000).contains(tenants) else {
            throw ValidationError("--tenants: a number from 1 to 1000")
        }
        guard (1...4096).contains(concurrency) else {
            throw ValidationError("--concurrency: a number from 1 to 4096")
        }
        if let requests, requests < 1 { throw ValidationError("--requests: a number from 1") }
    }

    func perform(_ output: StandardOutput) async throws {
        let settings = try connection.resolve(clientName: "ticketdeck load")
        let end = duration.map { LoadPlan.End.duration($0.duration) } ?? .requests(requests ?? 10_000)
        let plan = LoadPlan(
            tenants: LoadPlan.tenants(tenants), concurrency: concurrency, end: end, mix: mix)
        let progress = ProgressLine()
        defer { progress.clear() }
        try await ServerLink.with(settings) { connection in
            let transport = NATSTransport(
                connection, subjects: NATSTransport.SubjectChoice(settings.tenantSubject))
            let result: (report: LoadReport, wasInterrupted: Bool)
            do {
                result = try await LoadRun(plan: plan, transport: transport, progress: progress).run()
            } catch let error as ClientError { throw CommandFailure(error) }
            progress.clear()
            switch form.output {
            case .json: try await output.write(jsonLine: result.report.json.encoded)
            case .table: try await output.write(result.report.text(fitting: output.columns))
            }
            try await output.flush()
            if result.wasInterrupted { throw ExitStatus.signal(SIGINT) }
            guard result.report.isClean else { throw CommandFailure("some requests failed") }
        }
    }
}
