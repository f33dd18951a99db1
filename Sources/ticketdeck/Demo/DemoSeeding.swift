import CommandOptions
import LogLines
import NATS
import Synchronization
import TicketClient
import TicketService
import Tickets

/// Writes the story into the cluster, each step at the time when it happened.
struct DemoSeeding: Sendable {
    let steps: [DemoStory.Step]

    /// Does all steps, through a service in this process whose clock is the story's.
    ///
    /// - Throws: `ClientError` when the cluster does not keep them.
    func run(on connection: Connection) async throws {
        let time = StoryClock()
        let store = JetStreamStore(connection, clock: { time.now })
        let service = Service(store: store, clock: { time.now })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await store.run() }
            await store.decided()
            try await tell(to: service, time)
            group.cancelAll()
        }
    }

    private func tell(to service: Service, _ clock: StoryClock) async throws {
        let transport = DirectTransport(service)
        var ids: [String: TicketID] = [:]
        for step in steps {
            clock.now = step.time
            let client = TicketClient(transport, actor: step.actor)
            let key = "\(step.tenant.name) \(step.number)"
            switch step.deed {
            case .report(let draft): ids[key] = try await client.create(draft, in: step.tenant).id
            case .change(let patch):
                guard let id = ids[key] else { continue }
                _ = try await client.update(id, patch, in: step.tenant)
            }
        }
    }
}

/// The time of the story.
private final class StoryClock: Sendable {
    private let time = Mutex(systemTime())

    var now: Timestamp {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}
