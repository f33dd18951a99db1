import LogLines
import NATS

extension ServiceInstance {
    /// Logs where the connection stands and what the server refuses.
    func watchConnection() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.logProblems() }
            for await state in connection.states() {
                switch state {
                case .connected(let server):
                    log.write(.info, "connected to \(server.url)")
                case .connecting(let attempt, let error) where isWorthALine(attempt):
                    log.write(.warn, "no server yet, still trying", error: error)
                case .reconnecting(let attempt, let error, _) where attempt == 0 || isWorthALine(attempt):
                    log.write(.warn, "connection lost, trying again", error: error)
                case .connecting, .reconnecting, .draining, .closed: break
                }
            }
        }
    }

    /// The first failure, and then now and again.
    private func isWorthALine(_ attempt: Int) -> Bool { attempt == 1 || (attempt > 0 && attempt % 20 == 0) }

    private func logProblems() async {
        let throttle = LogThrottle()
        for await problem in connection.problems() {
            guard let count = throttle.count() else { continue }
            let more = count > 1 ? " (and \(count - 1) more)" : ""
            log.write(.warn, "the server refuses something", error: problem.message + more)
        }
    }
}
