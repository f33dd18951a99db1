import ArgumentParser
import Cluster
import CommandOptions
import Glibc
import Tickets

/// `ticketdeck demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show the dashboard on a cluster, two services and three tenants of its own.",
        discussion: """
            ticketdeck demo
            ticketdeck demo --base-port-offset 20000

            Starts three servers, two instances of the service and some people who work on tickets, all on this machine \
            and in a temporary folder, and opens the dashboard on it. When the dashboard ends, however it does, nothing \
            of it is left. The ports are those of `ticketdeck cluster up`, or others when these are taken.
            """)

    @Option(help: ArgumentHelp("What is added to every port.", valueName: "n"))
    var basePortOffset: Int?

    @Option(help: ArgumentHelp("The theme to begin with; see `ticketdeck themes`.", valueName: "name"))
    var theme: String?

    @Flag(help: "Draw nothing beyond ASCII.")
    var ascii = false

    @Flag(help: "Lines of text for a screen reader instead of a screen.")
    var accessible = false

    func validate() throws {
        if let basePortOffset, !NodePorts.offsets.contains(basePortOffset) {
            throw ValidationError("--base-port-offset: a number from 0 to \(NodePorts.offsets.upperBound)")
        }
    }

    /// What to try, on the first screen.
    static let hint = "Try: 3 x kill a server; 2 Space halt the tail; e edit while others do"

    @MainActor
    func run() async throws {
        do {
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw CommandFailure(
                    "the demo needs a terminal on stdin and stdout", status: ExitStatus.usage)
            }
            let status = try await open()
            if status != .success { throw status }
        } catch let failure as CommandFailure {
            throw failure.report(as: "ticketdeck")
        }
    }

    @MainActor
    private func open() async throws -> ExitCode {
        let folder: PassingFolder
        do throws(ClusterError) { folder = try PassingFolder(name: "ticketdeck-demo") } catch {
            throw CommandFailure(error.description)
        }
        let outcome: Result<ExitCode, any Error>
        do { outcome = .success(try await show(DemoHouse(folder))) } catch { outcome = .failure(error) }
        if await !folder.remove() {
            FileHandleText.writeError("ticketdeck: \(folder.path) cannot be removed, do it by hand\n")
        }
        return try outcome.get()
    }

    @MainActor
    private func show(_ house: DemoHouse) async throws -> ExitCode {
        let tell: @Sendable (String) -> Void = { FileHandleText.writeError("demo: \($0)\n") }
        tell("starting three servers")
        try await house.startServers(offset: basePortOffset)
        try await house.furnish(tell: tell)
        let session = DashboardSession(
            try dashboard(house), settings: try house.settings("ticketdeck"), hint: DemoCommand.hint)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await house.work() }
            defer { group.cancelAll() }
            return try await session.run()
        }
    }

    /// The dashboard as somebody would open it on this cluster.
    private func dashboard(_ house: DemoHouse) throws -> DashboardCommand {
        var words = [
            "--mode", "remote", "--tenant", "acme", "--data-dir", house.folder.path, "--monitor",
            house.monitoring,
        ]
        if let theme { words += ["--theme", theme] }
        if ascii { words.append("--ascii") }
        if accessible { words.append("--accessible") }
        return try DashboardCommand.parse(words)
    }
}
