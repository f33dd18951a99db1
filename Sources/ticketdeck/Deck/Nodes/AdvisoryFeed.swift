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
    func run(_ connection: Connection, _ tell: @Sendable ([Advisory]) -> Void) async {
        // Not being allowed to listen leaves the list empty; that is no reason to fail.
        let subscriptions = ServerAdvisory.subjects.compactMap { subject in
            try? connection.subscribe(subject, pendingLimit: 1024) { [weak self] in self?.take($0) }
        }
        for await _ in changes {
            try? await Task.sleep(for: AdvisoryFeed.pause)
            if Task.isCancelled { break }
            let news = gathered.withLock { gathered in
                defer { gathered = Gathered() }
                return gathered
            }
            let more = "and \(news.dropped) more that came too fast to be shown"
            let rest = news.dropped > 0 ? [Advisory(time: .now, weight: .warning, text: more)] : []
            if !news.advisories.isEmpty { tell(news.advisories + rest) }
        }
        for subscription in subscriptions { subscription.unsubscribe() }
    }

    private func take(_ message: NATS.Message) {
        guard let told = ServerAdvisory(subject: message.subject, payload: message.payload) else { return }
        gathered.withLock { gathered in
            if gathered.advisories.count < AdvisoryFeed.limit {
                gathered.advisories.append(Advisory(told, time: .now))
            } else {
                gathered.dropped += 1
            }
        }
        changed.yield()
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
