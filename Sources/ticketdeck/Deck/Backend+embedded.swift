import Cluster

extension Backend {
    func runEmbedded() async { await stopping.wait() }
    func runPrivate() async { await stopping.wait() }
    func pollNodes(_ connection: Connection, monitoring: [String]) async {}
}
import NATS
