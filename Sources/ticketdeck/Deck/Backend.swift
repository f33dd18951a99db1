import CommandOptions
import Dashboard
import NATS
import TicketClient
import Tickets

/// What stands behind the screen: the connection or the service in this process, and what they tell.
final class Backend: Sendable {
    let plan: BackendPlan
    let queue: MessageQueue
    let board: StatusBoard
    let source = ClientSource()
    let tenants: LatestValue<Tenant>
    let nodeWatch = LatestValue(false)
    let serviceWatch = LatestValue(false)
    /// What the cluster view asks; `nil` without a server.
    let site = LatestValue<ClusterSite?>(nil)
    let eventWatch = LatestValue(false)
    let eventsAreShown = LatestValue(false)
    /// The event stream, where there is one.
    let eventStream = LatestValue<EventStream?>(nil)
    let probes = LatestValue(0)
    let stopping = Gate()
    let alerts: AlertWatch
    let log: LogFile

    init(plan: BackendPlan, tenant: Tenant, queue: MessageQueue) {
        self.plan = plan
        self.queue = queue
        log = LogFile(path: plan.folders.log)
        tenants = LatestValue(tenant)
        alerts = AlertWatch(plan.alerts) { queue.post(.alerts($0)) }
        board = StatusBoard(plan.firstStatus) { queue.post(.connection($0)) }
    }

    /// Ends `run`: answers what was taken, then closes.
    func stop() { stopping.open() }

    /// Follows the live changes of this tenant and no other.
    func follow(_ tenant: Tenant) { tenants.set(tenant) }

    /// Polls the servers' health, or stops.
    func watchNodes(_ isWatching: Bool) { nodeWatch.set(isWatching) }

    /// Asks the instances of all services how they are, or stops.
    func watchServices(_ isWatching: Bool) { serviceWatch.set(isWatching) }

    /// Follows the event stream from now on: before somebody looks at it, nothing needs to be awake for it.
    ///
    /// - Parameter isShown: whether they are on the screen; else they are handed on seldom.
    func followEvents(isShown: Bool) {
        eventsAreShown.set(isShown)
        eventWatch.set(true)
    }

    /// Asks the service and notes whether it answered.
    func ask<Value: Sendable>(
        _ body: @Sendable (TicketClient) async throws(ClientError) -> Value
    ) async throws(ClientError) -> Value {
        do {
            let value = try await body(await source.client)
            note(nil)
            return value
        } catch {
            note(error)
            throw error
        }
    }

    private func note(_ error: ClientError?) {
        switch error?.kind {
        case nil, .refused:
            if board.serviceAnswered() { queue.post(.feedReset) }
        case .noService, .unknownOutcome:
            board.serviceIsSilent(error?.message ?? "")
            probes.change { $0 += 1 }
        case .disconnected, .notPermitted, .unreadableReply, .notSent: break
        }
    }
}

extension Backend {
    /// Does one of the effects that write; `nil` for any other effect.
    func write(_ effect: Effect) async throws(ClientError) -> (number: Int, outcome: WriteOutcome)? {
        switch effect {
        case .create(let number, let tenant, let draft, let key):
            let ticket = try await ask { client throws(ClientError) in
                try await client.create(draft, in: tenant, requestKey: key)
            }
            return (number, .ticket(ticket))
        case .update(let number, let tenant, let id, let patch, let revision):
            let ticket = try await ask { client throws(ClientError) in
                try await client.update(id, patch, in: tenant, ifRevision: revision)
            }
            return (number, .ticket(ticket))
        case .delete(let number, let tenant, let id, let revision):
            try await ask { client throws(ClientError) in
                try await client.delete(id, in: tenant, ifRevision: revision)
            }
            return (number, .deleted(id))
        case .restore(let number, let tenant, let id):
            let ticket = try await ask { client throws(ClientError) in
                try await client.restore(id, in: tenant)
            }
            return (number, .ticket(ticket))
        default: return nil
        }
    }
}
