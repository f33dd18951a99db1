import Cluster
import Dashboard
import NATS
import TicketClient
import Tickets

// Killing and starting a node of the local cluster.
extension Backend {
    /// Kills a node as a crash would, and measures how long nobody answers.
    func killNode(_ name: NodeStatus.ID) async {
        guard let (site, node) = localNode(name) else { return }
        guard node.pid != nil else {
            let problem = "its process is not one of the local cluster"
            return queue.post(.nodeChange(.failed(name, problem: problem)))
        }
        let probe = await failoverProbe(site)
        do throws(ClusterError) {
            try await site.local.cluster.kill(node.number)
        } catch {
            return queue.post(.nodeChange(.failed(name, problem: error.description)))
        }
        // The lock of the cluster's folder may have kept the kill waiting: only now it is done.
        let start = ContinuousClock.now
        queue.post(.nodeChange(.killed(name)))
        guard let probe else { return }
        switch await probe.measure(since: start) {
        case .failedOver(let time): queue.post(.nodeChange(.failedOver(name, after: time)))
        case .uninterrupted: queue.post(.nodeChange(.uninterrupted(name)))
        case .missing(let time): queue.post(.nodeChange(.notFailedOver(name, after: time)))
        }
    }

    /// Starts a node and waits until it serves.
    func startNode(_ name: NodeStatus.ID) async {
        guard let (site, node) = localNode(name) else { return }
        do throws(ClusterError) {
            try await site.local.cluster.start(node.number)
            queue.post(.nodeChange(.started(name)))
        } catch {
            queue.post(.nodeChange(.failed(name, problem: error.description)))
        }
    }

    private func localNode(_ name: NodeStatus.ID) -> (ClusterSite, ClusterNode)? {
        guard let site = site.current, let node = site.localNodes.first(where: { $0.name == name }) else {
            queue.post(.nodeChange(.failed(name, problem: "it is not a node of the local cluster")))
            return nil
        }
        return (site, node)
    }

    /// Asks the service, and the leader of its store, as far as both answer now; `nil`: neither does.
    private func failoverProbe(_ site: ClusterSite) async -> FailoverProbe? {
        async let service = serviceAnswers()
        async let store = Backend.storeAnswers(site.connection)
        let (asksService, asksStore) = await (service, store)
        guard asksService || asksStore else { return nil }
        return FailoverProbe { [self] in
            async let service = asksService ? serviceAnswers() : true
            async let store = asksStore ? Backend.storeAnswers(site.connection) : true
            let (isServed, isStored) = await (service, store)
            return isServed && isStored
        }
    }

    /// How long a question of the probe may take.
    private static let probeLimit = Duration.seconds(1)

    private func serviceAnswers() async -> Bool {
        let client = await source.client
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask { [tenants] in
                do throws(ClientError) {
                    _ = try await client.list(ListQuery(limit: 1), in: tenants.current)
                    return true
                } catch {
                    if case .refused = error.kind { return true }
                    return false
                }
            }
            group.addTask {
                try? await Task.sleep(for: Backend.probeLimit)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    /// Whether the leader of the tickets' log answers; where there is none, that answer is one, too.
    private static func storeAnswers(_ connection: Connection) async -> Bool {
        do throws(NATSError) {
            _ = try await connection.jetStream.streamInfo("KV_TICKETS", timeout: probeLimit)
            return true
        } catch {
            return false
        }
    }
}
