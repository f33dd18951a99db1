import ArgumentParser
import Tickets

/// One run of the dashboard in line mode.
@MainActor
struct LineSession {
    private let opening: DashboardOpening

    init(_ opening: DashboardOpening) { self.opening = opening }

    /// - Returns: the exit status.
    func run() async -> ExitCode {
        let queue = MessageQueue()
        let input = LineInput()
        let backend = Backend(plan: opening.plan, tenant: opening.tenant ?? .fallback, queue: queue)
        let voice = LineVoice(input: input)
        let desk = LineDesk(opening, backend: backend, voice: voice)
        if let notice = opening.notice { voice.say(notice) }
        let news = LineNews(desk: desk)
        let ending = LineEnding(input)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await backend.run() }
            group.addTask { await news.run(queue) }
            await desk.run()
            backend.stop()
            queue.end()
            await group.waitForAll()
            return ending.status
        }
    }
}
