import CommandOptions
import LogLines
import NATS
import TicketService

/// A service instance of the demo where the program `ticket-svc` is not beside this one.
enum DemoService {
    /// The first argument of the executable when it is started as one; the servers follow.
    static let argument = "__ticket-service"

    /// Serves until the process is ended.
    static func run(servers: String) async {
        let options = ConnectionOptions(
            servers: servers.split(separator: ",").map(String.init), name: "ticket-svc")
        let connection = Connection(options)
        let log = ServiceLog(level: .warn, service: "ticket-service", sink: writeToStandardError)
        let store = JetStreamStore(connection, log: log)
        let service = Service(store: store, events: StreamEvents(connection), log: log)
        let instance = ServiceInstance(service, on: connection, log: log)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            try? await instance.run()
            group.cancelAll()
        }
    }

    /// What starts an instance: `ticket-svc` beside this program, else this program itself.
    static func command(servers: String) -> [String] {
        let own = ServiceProgramPath.own
        let beside =
            own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/ticket-svc"
        if ServiceProgramPath.isExecutable(beside) {
            return [beside, "--server", servers, "--log-level", "warn"]
        }
        return [own, argument, servers]
    }
}
