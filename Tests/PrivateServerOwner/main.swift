import Cluster
import Dispatch
import Glibc

// A dashboard without a screen: runs the private server of a directory and says how it stands, line by line.
// Ends on SIGTERM, as the dashboard does.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == PrivateServer.guardArgument {
    exit(PrivateServer.runGuard(Array(arguments.dropFirst())))
}

var options = PrivateServerOptions(directory: arguments[0])
options.startLimit = .seconds(20)
let server = PrivateServer(options)

func say(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    unsafe _ = write(1, bytes, bytes.count)
}

await withTaskGroup { group in
    group.addTask {
        for await state in server.states() {
            switch state {
            case .starting: say("starting")
            case .running(let endpoint): say("running \(endpoint.clientURL) \(endpoint.serverID)")
            case .joined(let endpoint): say("joined \(endpoint.clientURL) \(endpoint.serverID)")
            case .interrupted(let failure): say("interrupted \(failure.code)")
            case .stopped(let failure): say("stopped \(failure.map { "\($0.code)" } ?? "")")
            }
        }
    }
    let serving = Task { try await server.run() }
    signal(SIGTERM, SIG_IGN)
    let terminated = DispatchSource.makeSignalSource(signal: SIGTERM)
    // Without the word, the closure would belong to the main actor, and die on the queue that calls it.
    terminated.setEventHandler { @Sendable in serving.cancel() }
    terminated.activate()
    _ = await serving.result
    terminated.cancel()
}
