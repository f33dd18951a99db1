import Glibc
import JSON
import Support
import Testing

@testable import Cluster

/// How a listener that is no good monitoring endpoint treats its clients.
enum Hostility: CaseIterable {
    case garbage, endlessHead, tooLarge, tooLargeInOnePiece, cutShort, nothing, silence, drip, notJSON,
        deepJSON
    case chunked, badLength, negativeLength, refused, unknownHost

    var expected: ClusterError.Code {
        switch self {
        case .tooLarge, .tooLargeInOnePiece: .tooLarge
        case .silence, .drip: .timeout
        case .refused, .unknownHost: .unreachable
        default: .malformed
        }
    }

    func serve(_ client: Int32) {
        // Closed with the request unread, the connection would be reset, and the answer lost.
        var request = [UInt8](repeating: 0, count: 4096)
        unsafe _ = recv(client, &request, request.count, 0)
        let head = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"
        switch self {
        case .garbage: send("SSH-2.0-OpenSSH_9.2\r\n\r\n", client)
        case .endlessHead:
            sendEndlessly("HTTP/1.0 200 OK\r\nX: ", String(repeating: "x", count: 4096), client)
        case .tooLarge: sendEndlessly(head + "\r\n[", String(repeating: "0,", count: 4096), client)
        case .tooLargeInOnePiece:
            let body = String(repeating: "0,", count: 64 << 10)
            send("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)", client)
        case .cutShort: send("\(head)Content-Length: 100\r\n\r\n{}", client)
        case .nothing: break
        case .silence: waitForTheOtherSide(client)
        case .drip:
            send(head, client)
            while send("X", client) { usleep(20_000) }
        case .notJSON: send(head + "\r\n<html></html>", client)
        case .deepJSON: send(head + "\r\n" + String(repeating: "[", count: 10_000), client)
        case .chunked:
            send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", client)
        case .badLength: send("\(head)Content-Length: two\r\n\r\n{}", client)
        case .negativeLength: send("\(head)Content-Length: -2\r\n\r\n{}", client)
        case .refused, .unknownHost: break
        }
    }

    @discardableResult
    private func send(_ text: String, _ client: Int32) -> Bool { Listener.send(text, to: client) }

    private func sendEndlessly(_ start: String, _ piece: String, _ client: Int32) {
        guard send(start, client) else { return }
        while send(piece, client) {}
    }

    private func waitForTheOtherSide(_ client: Int32) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while unsafe recv(client, &bytes, bytes.count, 0) > 0 {}
    }
}

@Suite struct MonitoringClientTests {
    @Test(arguments: Hostility.allCases)
    func `is not led astray`(by hostility: Hostility) async throws {
        let listener = try Listener { hostility.serve($0) }
        let address = ServerAddress(
            host: hostility == .unknownHost ? "no-such-host.invalid" : "127.0.0.1",
            port: hostility == .refused ? Loopback.freePort() : listener.port)
        // Long enough for a busy machine, where it is not the timeout itself that is looked for.
        let timeout: Duration = hostility.expected == .timeout ? .milliseconds(300) : .seconds(40)
        let client = MonitoringClient(address, timeout: timeout, sizeLimit: 64 << 10)
        let start = ContinuousClock.now
        let failure = await #expect(throws: ClusterError.self) { try await client.get("/varz") }
        // A system without any network takes longer to say that a name is not known.
        if hostility == .unknownHost, failure?.code == .timeout { return }
        #expect(failure?.code == hostility.expected)
        #expect(start.duration(to: .now) < .seconds(120))
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK\r\n\r\n{\"a\":1}",
        "HTTP/1.1 503 Service Unavailable\r\ncontent-LENGTH:7\r\n\r\n{\"a\":1}and more",
        "HTTP/1.1 200\r\nTransfer-Encoding: identity\r\n\r\n {\"a\":1}\n",
    ])
    func `reads what servers send`(_ text: String) throws {
        let reply = try MonitoringReply(parsing: Array(text.utf8), from: ServerAddress(host: "a", port: 1))
        #expect(reply.body == ["a": 1])
        #expect(reply.status == (text.contains("503") ? 503 : 200))
    }

    @Test func `gives up at once when it is cancelled`() async throws {
        let listener = try Listener { Hostility.silence.serve($0) }
        let client = MonitoringClient(
            ServerAddress(host: "127.0.0.1", port: listener.port), timeout: .seconds(60))
        let start = ContinuousClock.now
        let task = Task { try await client.get("/varz") }
        task.cancel()
        await #expect(throws: ClusterError.self) { try await task.value }
        #expect(start.duration(to: .now) < .seconds(50))
    }

    @Test func `reads from a host name`() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let client = MonitoringClient(ServerAddress(host: "localhost", port: server.monitoringPort))
        let name = try await client.get("/varz").body["server_name"]
        #expect(name == .string(server.name))
        #expect(try await client.get("/healthz?js-server-only=true").body["status"] == "ok")
    }
}
