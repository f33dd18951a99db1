import Cluster
import CommandOptions
import Dashboard
import NATS
import Tickets

// The health of the servers, asked while the cluster view is shown.
extension Backend {
    /// Polls the servers whenever somebody looks, and passes on what they say.
    ///
    /// - Parameter monitor: knows the servers from one look to the next.
    func pollNodes(_ connection: Connection, _ monitor: NodeMonitor) async {
        let place = ClusterSite(
            connection: connection, monitor: monitor, local: LocalNodes(folder: plan.folders.cluster))
        site.set(place)
        defer { site.set(nil) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await state in connection.states() {
                    let server = state.server
                    monitor.noteConnection(
                        serverID: server?.serverID, url: server?.url, knownServers: server?.knownServers ?? []
                    )
                    if server != nil { monitor.useSystemAccount(of: connection) }
                }
            }
            group.addTask {
                for await isWatching in self.nodeWatch.values() where isWatching { await self.watch(place) }
            }
        }
    }

    /// Passes on what the servers say and tell, until nobody looks any more.
    private func watch(_ place: ClusterSite) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.tellAdvisories(place) }
            group.addTask {
                for await isWatching in self.nodeWatch.values() where !isWatching { return }
            }
            group.addTask {
                place.expectLocalNodes()
                for await health in place.monitor.reports() {
                    let local = place.localNodes
                    self.queue.post(.cluster(ClusterReport(health, local: local)))
                    // One that was added meanwhile.
                    place.expectLocalNodes()
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Passes on what the servers tell; in a local cluster also what they tell the system account only.
    private func tellAdvisories(_ place: ClusterSite) async {
        let feed = AdvisoryFeed()
        let tell = { @Sendable (advisories: [Advisory]) in self.queue.post(.advisories(advisories)) }
        guard let options = place.systemOptions else { return await feed.run(place.connection, tell) }
        let system = Connection(options)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await system.run() }
            group.addTask {
                for await state in system.states() where state.server != nil {
                    place.monitor.useSystemAccount(of: system)
                }
            }
            await feed.run(place.connection, system: system, tell)
            place.monitor.leaveSystemAccount(of: system)
            group.cancelAll()
            await system.close()
        }
    }

    /// Knows the servers that were named; the default ones are shown once they have answered.
    func monitor(_ connection: Connection, _ monitoring: [String]) -> NodeMonitor {
        let servers = connection.options.servers
        let areNamed = plan.settings.serversWereNamed || servers != ConnectionSettings.defaultServers
        return NodeMonitor(
            servers: areNamed ? servers : [], candidates: areNamed ? [] : servers, monitoring: monitoring)
    }
}
