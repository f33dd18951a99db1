import Glibc
import Synchronization
import Testing

@testable import Cluster

/// One round of questions to a server that does not answer all of them.
struct NodeProbeTests {
    private final class Asked: Sendable {
        let paths = Mutex<[String]>([])

        func serve(_ client: Int32) {
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = unsafe recv(client, &bytes, bytes.count, 0)
            let request = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            let path = request.dropFirst("GET ".count).prefix { $0 != "?" && $0 != " " }
            paths.withLock { $0.append(String(path)) }
            guard path != "/jsz" else {
                // Until the other side gives up.
                unsafe _ = recv(client, &bytes, bytes.count, 0)
                return
            }
            let varz = #"{"server_id":"K","server_name":"n1","version":"2.10.18","jetstream":{"stats":{}}}"#
            let body = path == "/varz" ? varz : #"{"status":"ok"}"#
            let head = "HTTP/1.0 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            _ = Listener.send(head + body, to: client)
        }
    }

    @Test func slowStreamsCostTheHealthChecksNothing() async throws {
        let asked = Asked()
        let listener = try Listener { asked.serve($0) }
        let address = ServerAddress(host: "127.0.0.1", port: listener.port)
        let probe = NodeProbe(NodeProbe.Addresses(client: nil, monitoring: address))
        let finding = await probe.ask(within: .seconds(1))
        let paths = asked.paths.withLock { $0 }
        // On a busy machine the time may be over before the streams are asked for.
        guard paths.contains("/jsz"), case .reading(let reading, _) = finding else { return }
        #expect(paths == ["/varz", "/routez", "/healthz", "/jsz"])
        #expect(reading.jetStream != nil && reading.jetStream?.streamReadings == nil)
    }
}
