import Dashboard
import NATS
import TicketClient
import Tickets

// What the connection tells: its own state and the tenant's changes.
extension Backend {
    /// Passes the connection's state on; after each new connection everything shown is read again.
    func watchLink(_ connection: Connection) async {
        for await state in connection.states() {
            switch state {
            case .connecting(let attempt, let problem):
                board.change { $0.link = .connecting(attempt: attempt, problem: problem) }
            case .connected(let server):
                board.change {
                    $0.link = .connected
                    $0.server = server.url
                    $0.service = .unknown
                }
                probes.change { $0 += 1 }
            case .reconnecting(let attempt, let problem, _):
                board.change { status in
                    if case .lost(let since, _, _) = status.link {
                        status.link = .lost(since: since, attempt: attempt, problem: problem)
                    } else {
                        status.link = .lost(since: .now, attempt: attempt, problem: problem)
                    }
                }
            case .draining, .closed: break
            }
        }
    }

    /// Asks the service after each new connection and each silence, until it answers; says so once.
    func probeService() async {
        for await _ in probes.values() {
            var pause = Duration.milliseconds(250)
            while !Task.isCancelled, board.current.link == .connected, board.current.service != .answering {
                let client = await source.client
                if await answers(client) {
                    if board.serviceAnswered() { queue.post(.feedReset) }
                } else {
                    try? await Task.sleep(for: pause)
                    pause = min(pause * 2, .seconds(2))
                }
            }
        }
    }

    private func answers(_ client: TicketClient) async -> Bool {
        do throws(ClientError) {
            _ = try await client.list(ListQuery(limit: 1), in: tenants.current)
            return true
        } catch {
            if case .refused = error.kind { return true }
            if error.kind != .disconnected { board.serviceIsSilent(error.message) }
            return false
        }
    }

    /// Follows the changes of the tenant that is shown, whichever it is.
    func followChanges(_ connection: Connection) async {
        await withCurrentTenant { tenant in
            let feed = ChangeFeed(connection, tenant: tenant)
            try? await feed.run { element in
                switch element {
                case .change(let change): self.queue.post(.changed(change))
                case .reset: self.queue.post(.feedReset)
                }
            }
        }
    }

    /// Runs the body for the tenant that is shown; anew, after the end of the former, for each next one.
    func withCurrentTenant(_ body: @escaping @Sendable (Tenant) async -> Void) async {
        var current: Task<Void, Never>?
        for await tenant in tenants.values() {
            current?.cancel()
            await current?.value
            current = Task { await body(tenant) }
        }
        current?.cancel()
        await current?.value
    }
}
