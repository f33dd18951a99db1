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

    private let settings: ConnectionSettings?
    private let hint: String?

    /// - Parameters:
    ///   - settings: of the connection; `nil`: those of the command line and the environment.
    ///   - hint: what a person is told to try, as long as nothing else is to be said.
    init(_ command: DashboardCommand, settings: ConnectionSettings? = nil, hint: String? = nil) {
        self.command = command
        self.settings = settings
        self.hint = hint
    }

    /// - Returns: the exit status.
    /// - Throws: `CommandFailure` when the dashboard cannot be opened.
    func run() async throws -> ExitCode {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                "the dashboard needs a terminal on stdin and stdout; `ticketdeck --help` shows the commands for scripts",
                status: ExitStatus.usage)
        }
        let opening = try prepare()
        return command.accessible ?? opening.configuration.isAccessible
            ? await LineSession(opening).run() : try await runScreen(opening)
    }

    /// Reads the configuration and settles what the command line leaves open.
    private func prepare() throws -> DashboardOpening {
        let folders = Folders(dataOption: command.dataDir)
        let file = ConfigurationFile(option: command.config, folders: folders)
        var configuration = try file.load()
        let plan = try plan(folders, configuration)
        let themes = ThemeLibrary(folder: folders.themes)
        configuration.checkTheme(in: themes)
        let notice = configuration.notice(file.path)
        configuration.theme = command.theme ?? configuration.theme
        configuration.isReadOnly = command.readOnly ?? configuration.isReadOnly
        configuration.isASCII = command.ascii ?? configuration.isASCII
        let theme = try themes.theme(named: configuration.theme)
        try folders.prepare()
        let wanted = command.tenant.flatMap { Tenant($0) } ?? configuration.tenant
        return DashboardOpening(
            plan: plan, configuration: configuration, file: file, notice: notice, themes: themes,
            theme: theme, tenant: wanted ?? LastTenant(folder: folders.data).load())
    }

    private func runScreen(_ opening: DashboardOpening) async throws -> ExitCode {
        let terminal = try openTerminal(opening)
        defer { terminal.close() }
        let (plan, queue) = (opening.plan, MessageQueue())
        let backend = Backend(plan: plan, tenant: opening.tenant ?? .fallback, queue: queue)
        var state = DashboardState(setup: setup(opening, terminal))
        let firstEffects = start(&state)
        let loop = DeckLoop(
            state: state, terminal: terminal, queue: queue, themes: opening.themes,
            theme: opening.theme.fitted(to: terminal.colorDepth), themeName: opening.configuration.theme,
            editor: ExternalEditor(folder: plan.folders.data)
        )
        loop.paint()
        terminal.onEvents = { events in
            for event in events { queue.post(.terminal(event)) }
        }
        terminal.onTermination = { loop.terminate(signal: $0) }
        let runner = EffectRunner(
            backend: backend, queue: queue, folders: plan.folders, configuration: opening.file, stage: loop)
        runner.offerDraft()
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await backend.run() }
            let status = await loop.run(with: runner, firstEffects: firstEffects)
            runner.end()
            terminal.close()
            backend.stop()
            await group.waitForAll()
            return status
        }
    }

    private func setup(_ opening: DashboardOpening, _ terminal: Terminal) -> Setup {
        let configuration = opening.configuration
        return Setup(
            tenant: opening.tenant ?? .fallback, seeksTenant: opening.tenant == nil, size: terminal.size,
            now: .now, isReadOnly: configuration.isReadOnly, glyphs: terminal.glyphs,
            keys: configuration.keys, actor: opening.plan.actor, connection: opening.plan.firstStatus,
            seed: .random(in: .min ... .max), wantsMouse: configuration.hasMouse,
            columns: configuration.columns, themes: opening.themes.entries.map(\.name),
            views: configuration.views, alerts: configuration.alerts, localTime: .system(around: .now),
            notice: opening.notice)
    }

    private func plan(_ folders: Folders, _ configuration: Configuration) throws -> BackendPlan {
        let monitor = command.monitor ?? environment["TICKETDECK_MONITOR"] ?? ""
        let named = monitor.split(separator: ",").map(String.init)
        return BackendPlan(
            mode: command.mode ?? configuration.mode,
            settings: try settings ?? command.connection.resolve(clientName: "ticketdeck"),
            folders: folders,
            actor: try ActorName.resolve(
                command.actor, environment: environment, configured: configuration.actor),
            monitoring: named.isEmpty ? configuration.monitoring : named, store: try store(), note: hint,
            alerts: configuration.alerts)
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

    private func openTerminal(_ opening: DashboardOpening) throws -> Terminal {
        do {
            return try Terminal.open(
                TerminalOptions(
                    asciiOnly: opening.configuration.isASCII, errorLog: opening.plan.folders.log))
        } catch {
            throw CommandFailure("\(error)", status: ExitStatus.usage)
        }
    }
}
