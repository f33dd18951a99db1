import Cluster
import Dashboard
import NATS
import Synchronization
import Tickets

/// What the servers tell by themselves, gathered for the screen: few at a time, whatever the flood.
final class AdvisoryFeed: Sendable {
    private struct Gathered {
        var advisories: [Advisory] = []
        var dropped = 0
    }

    /// So many wait for the screen; of more, only the number.
    private static let limit = 100
    /// How long what was told is gathered before it is handed on.
    private static let pause = Duration.milliseconds(50)

    private let gathered = Mutex(Gathered())
    private let changes: AsyncStream<Void>
    private let changed: AsyncStream<Void>.Continuation

    init() {
        (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Hands on what is told, until the task is cancelled.
    ///
    /// - Parameter system: a connection of the system account, beside the one of the tickets' account.
    func run(
        _ connection: Connection, system: Connection? = nil, _ tell: @Sendable ([Advisory]) -> Void
    ) async {
        let subscriptions =
            listen(on: connection, to: ServerAdvisory.subjects)
            + (system.map { listen(on: $0, to: ServerAdvisory.systemSubjects) } ?? [])
        var unread = 0
        for await _ in changes {
            try? await Task.sleep(for: AdvisoryFeed.pause)
            if Task.isCancelled { break }
            let unreadNow = subscriptions.reduce(0) { $0 + $1.dropped }
            let news = news(unread: unreadNow - unread)
            unread = unreadNow
            if !news.isEmpty { tell(news) }
        }
        for subscription in subscriptions { subscription.unsubscribe() }
    }

    /// Not being allowed to listen leaves the list empty; that is no reason to fail.
    private func listen(on connection: Connection, to subjects: [String]) -> [HandlerSubscription] {
        subjects.compactMap { subject in
            try? connection.subscribe(subject, pendingLimit: 1024) { [weak self] in self?.take($0) }
        }
    }

    /// What was gathered, with a word about what was not.
    ///
    /// - Parameter unread: how many messages were dropped before they were read.
    private func news(unread: Int) -> [Advisory] {
        let news = gathered.withLock { gathered in
            defer { gathered = Gathered() }
            return gathered
        }
        return news.advisories + AdvisoryFeed.losses(unshown: news.dropped, unread: unread)
    }

    /// Says what was lost, each kind by itself.
    static func losses(unshown: Int, unread: Int) -> [Advisory] {
        let words = [
            unshown > 0 ? "and \(unshown) more that came too fast to be shown" : nil,
            unread > 0 ? "\(unread) messages of the servers came too fast to be read" : nil,
        ]
        return words.compactMap { $0 }.map { Advisory(time: .now, weight: .warning, text: $0) }
    }

    private func take(_ message: NATS.Message) {
        // What tells nothing may have pushed out what would: the losses are counted with it.
        defer { changed.yield() }
        guard let told = ServerAdvisory(subject: message.subject, payload: message.payload) else { return }
        gathered.withLock { gathered in
            if gathered.advisories.count < AdvisoryFeed.limit {
                gathered.advisories.append(Advisory(told, time: .now))
            } else {
                gathered.dropped += 1
            }
        }
    }
}

extension Advisory {
    fileprivate init(_ told: ServerAdvisory, time: Timestamp) {
        let weight: Weight =
            switch told.weight {
            case .good: .good
            case .info: .info
            case .warning: .warning
            case .bad: .bad
            }
        self.init(time: time, weight: weight, text: told.text, stream: told.stream, node: told.server)
    }
}
