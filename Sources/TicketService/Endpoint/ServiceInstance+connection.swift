import NATS

extension ServiceInstance {
    /// Logs where the connection stands, and looks for streams that swallow requests whenever there is one.
    func watchConnection() async {
        for await state in connection.states() {
            switch state {
            case .connected(let server):
                log.write(.info, "connected to \(server.url)")
                await reportClashes()
            case .connecting(let attempt, let error) where isWorthALine(attempt):
                log.write(.warn, "no server yet, still trying", error: error)
            case .reconnecting(let attempt, let error, _) where attempt == 0 || isWorthALine(attempt):
                log.write(.warn, "connection lost, trying again", error: error)
            case .connecting, .reconnecting, .draining, .closed: break
            }
        }
    }

    /// The first failure, and then now and again.
    private func isWorthALine(_ attempt: Int) -> Bool { attempt == 1 || (attempt > 0 && attempt % 20 == 0) }

    private func reportClashes() async {
        // Without JetStream nothing can swallow a request.
        guard let names = try? await EventStream.clashes(connection.jetStream), !names.isEmpty else { return }
        log.write(
            .warn, "degraded: a stream swallows requests, run ticket-svc setup-streams",
            error: names.joined(separator: ", "))
    }
}
