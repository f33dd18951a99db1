import ArgumentParser
import CommandOptions
import Curses
import Dashboard
import FoundationEssentials
import Glibc
import Screen
import Tickets

/// One run of the dashboard, from the checks before it to the terminal as it was found.
@MainActor
struct DashboardSession {
    private let command: DashboardCommand
    private let environment = ProcessInfo.processInfo.environment

    init(_ command: DashboardCommand) { self.command = command }

    /// - Returns: the exit status.
    /// - Throws: `CommandFailure` when the dashboard cannot be opened.
    func run() async throws -> ExitCode {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                "the dashboard needs a terminal on stdin and stdout; `ticketdeck --help` shows the commands for scripts",
                status: ExitStatus.usage)
        }
        let plan = try plan()
        let themes = ThemeLibrary(folder: plan.folders.themes)
        let theme = try themes.theme(named: command.theme ?? ThemeLibrary.defaultName)
        try plan.folders.prepare()
        let terminal = try openTerminal(log: plan.folders.log)
        defer { terminal.close() }
        let queue = MessageQueue()
        let tenant = command.tenant.flatMap { Tenant($0) } ?? LastTenant(folder: plan.folders.data).load()
        let backend = Backend(plan: plan, tenant: tenant ?? .fallback, queue: queue)
        var state = DashboardState(
            setup: Setup(
                tenant: tenant ?? .fallback, seeksTenant: tenant == nil, size: terminal.size, now: .now,
                isReadOnly: command.readOnly,
                glyphs: terminal.glyphs, keys: .standard,
                actor: plan.actor, connection: plan.firstStatus, seed: .random(in: .min ... .max)))
        let firstEffects = start(&state)
        let loop = DeckLoop(
            state: state, terminal: terminal, queue: queue, themes: themes,
            theme: theme.fitted(to: terminal.colorDepth), editor: ExternalEditor(folder: plan.folders.data))
        loop.paint()
        terminal.onEvents = { events in
            for event in events { queue.post(.terminal(event)) }
        }
        terminal.onTermination = { loop.terminate(signal: $0) }
        let runner = EffectRunner(backend: backend, queue: queue, folders: plan.folders, stage: loop)
        runner.offerDraft()
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await backend.run() }
            let status = await loop.run(with: runner, firstEffects: firstEffects)
            terminal.close()
            backend.stop()
            await group.waitForAll()
            return status
        }
    }

    private func plan() throws -> BackendPlan {
        let monitor = command.monitor ?? environment["TICKETDECK_MONITOR"] ?? ""
        return BackendPlan(
            mode: command.mode, settings: try command.connection.resolve(clientName: "ticketdeck"),
            folders: Folders(dataOption: command.dataDir),
            actor: try ActorName.resolve(command.actor, environment: environment),
            monitoring: monitor.split(separator: ",").map(String.init), store: try store())
    }

    /// Where an embedded service keeps its tickets: the option, else the environment, else JetStream.
    private func store() throws -> BackendPlan.StoreKind {
        if let store = command.store { return store }
        guard let name = environment["TICKET_STORE"], !name.isEmpty else { return .jetstream }
        guard let store = BackendPlan.StoreKind(rawValue: name) else {
            throw CommandFailure("TICKET_STORE: a store is jetstream or memory", status: ExitStatus.usage)
        }
        return store
    }

    private func openTerminal(log: String) throws -> Terminal {
        do {
            return try Terminal.open(TerminalOptions(asciiOnly: command.ascii, errorLog: log))
        } catch {
            throw CommandFailure("\(error)", status: ExitStatus.usage)
        }
    }
}
