import ArgumentParser
import CommandOptions
import Curses
import Dashboard
import Screen
import Tickets

/// The one loop of the dashboard: messages in, state on, frames out; all on the main actor.
@MainActor
final class DeckLoop {
    /// The shortest time between two frames that no key asked for.
    private static let framePause = Duration.milliseconds(33)

    private var state: DashboardState
    private let terminal: Terminal
    private let queue: MessageQueue
    private let themes: ThemeLibrary
    private let editor: ExternalEditor
    private var theme: Theme
    /// What the theme is called in the library; its file may say another name.
    private var themeName: String
    private var runner: EffectRunner?
    private var ending: ExitCode?
    /// Whether something came in since the last frame.
    private var isStale = false
    private var lastPaint = ContinuousClock.now - framePause
    private lazy var frameTimer = WakeTimer { [queue] in queue.wake() }

    init(
        state: DashboardState, terminal: Terminal, queue: MessageQueue, themes: ThemeLibrary, theme: Theme,
        themeName: String, editor: ExternalEditor
    ) {
        self.state = state
        self.terminal = terminal
        self.queue = queue
        self.themes = themes
        self.theme = theme
        self.themeName = themeName
        self.editor = editor
    }

    /// Paints the first screen, then handles messages until the dashboard ends.
    ///
    /// - Returns: the exit status.
    func run(with runner: EffectRunner, firstEffects: [Effect]) async -> ExitCode {
        self.runner = runner
        for effect in firstEffects { runner.perform(effect) }
        for await _ in queue.wakeUps {
            handle(queue.take())
            if let ending { return ending }
        }
        return ending ?? .success
    }

    /// Ends the loop after a signal, once the dashboard has kept what must not be lost.
    func terminate(signal: Int32) {
        handle([.terminating])
        ending = ExitStatus.signal(signal)
        queue.wake()
    }

    private func handle(_ messages: [Message]) {
        var isUrgent = false
        isStale = isStale || !messages.isEmpty
        guard isStale else { return }
        for message in [.clock(.now)] + messages {
            if case .terminal = message { isUrgent = true }
            for effect in update(&state, message) { runner?.perform(effect) }
            if ending != nil { return }
        }
        paint(atOnce: isUrgent)
    }

    /// Paints now when a key asked for it or the last frame is long enough ago; else when it is.
    private func paint(atOnce: Bool) {
        let now = ContinuousClock.now
        guard atOnce || now - lastPaint >= DeckLoop.framePause else {
            frameTimer.wake(at: Timestamp.now.advanced(by: DeckLoop.framePause), now: .now)
            return
        }
        paint()
        lastPaint = now
    }

    /// Paints the state as it is.
    func paint() {
        isStale = false
        terminal.paint(view(state, theme: theme))
        didPaint(&state)
    }
}

extension DeckLoop: Stage {
    func copy(_ text: String) { terminal.copy(text) }
    func takeMouse(_ isWanted: Bool) -> Bool { terminal.takeMouse(isWanted) }
    func redraw() { terminal.redraw() }
    func suspend() { terminal.suspend() }
    func bell() { terminal.ring() }
    func notify(_ text: String) { terminal.notify(text) }
    func quit() { ending = .success }

    func nextTheme() { setTheme(themes.name(after: themeName)) }

    func setTheme(_ name: String) {
        do {
            theme = try themes.theme(named: name).fitted(to: terminal.colorDepth)
            themeName = name
            queue.post(.themeChanged(name: name, problem: nil))
        } catch {
            queue.post(.themeChanged(name: name, problem: (error as? CommandFailure)?.message ?? "\(error)"))
        }
    }

    func edit(_ text: String) async throws -> String {
        let editor = editor
        return try await terminal.withChild { try await editor.edit(text) }
    }
}
