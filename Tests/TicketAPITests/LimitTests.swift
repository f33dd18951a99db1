import JSON
import Support
import Testing
import TicketAPI

extension DoorTests {
    /// Clients that are slow, large, many or wrong.
    @Suite struct LimitTests {
        /// Sends raw bytes and reads the reply and the connection's end.
        private func talk(_ port: Int, _ bytes: String) async throws -> WebReply {
            try await blocking {
                let connection = try WebConnection(port: port)
                try connection.send(bytes.utf8)
                let reply = try connection.reply()
                try connection.readToEnd()
                return reply
            }
        }

        @Test func headsThatAreTooLargeAreRefused() async throws {
            try await APISite.with(hasService: false) { site in
                let large = String(repeating: "x", count: 20_000)
                let long = try await talk(site.port, "GET / HTTP/1.1\r\nHost: a\r\nX-Large: \(large)\r\n\r\n")
                #expect(long.status == 431)
                #expect(long.headers["connection"] == "close")
                let many = (0..<200).map { "X-\($0): 1\r\n" }.joined()
                #expect(try await talk(site.port, "GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n").status == 431)
                let path = try await talk(site.port, "GET /\(large) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(path.status == 431)
                #expect(try path.json["code"] == 431)
            }
        }

        @Test(arguments: [
            "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
            "POST /api/v1/tickets HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "POST /api/v1/tickets HTTP/1.1\r\nX-Tenant-ID: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ])
        func whatIsNoHTTPIsRefused(_ bytes: String) async throws {
            try await APISite.with(hasService: false) { site in
                let reply = try await talk(site.port, bytes)
                #expect(reply.status == 400)
                #expect(try await ask(site.port, "GET", "/healthz").status == 200)
            }
        }

        @Test func bodiesThatComeTooSlowlyAreRefused() async throws {
            var options = APIOptions()
            options.bodyTimeout = .milliseconds(300)
            try await APISite.with(options) { site in
                let head =
                    "POST /api/v1/tickets HTTP/1.1\r\nHost: a\r\nX-Tenant-ID: acme\r\nContent-Length: 100\r\n\r\n{"
                #expect(try await talk(site.port, head).status == 408)
                let list = try await ask(site.port, "GET", "/api/v1/tickets")
                #expect(try list.json["data"] == [])
            }
        }

        @Test func halfABodyMakesNoTicket() async throws {
            try await APISite.with { site in
                try await blocking {
                    let connection = try WebConnection(port: site.port)
                    try connection.send(
                        "POST /api/v1/tickets HTTP/1.1\r\nX-Tenant-ID: acme\r\nContent-Length: 100\r\n\r\n{\"title\":\"a\"}"
                            .utf8)
                    connection.endSending()
                    try connection.readToEnd()
                }
                #expect(try await ask(site.port, "GET", "/api/v1/tickets").json["data"] == [])
            }
        }

        @Test func silentConnectionsAreClosed() async throws {
            var options = APIOptions()
            options.idleTimeout = .milliseconds(300)
            try await APISite.with(options, hasService: false) { site in
                // One that never speaks, one in the middle of a head, one between two requests.
                try await blocking { try WebConnection(port: site.port).readToEnd() }
                try await blocking {
                    let connection = try WebConnection(port: site.port)
                    try connection.send("GET / HTTP/1.1\r\nHost: ".utf8)
                    try connection.readToEnd()
                }
                try await blocking {
                    let connection = try WebConnection(port: site.port)
                    try connection.send("GET", "/healthz")
                    _ = try connection.reply()
                    try connection.readToEnd()
                }
            }
        }

        @Test func aClientThatDoesNotReadIsCutOff() async throws {
            var options = APIOptions()
            options.stallTimeout = .milliseconds(300)
            try await APISite.with(options, hasService: false) { site in
                let connection = try await blocking { () -> WebConnection in
                    let connection = try WebConnection(port: site.port, receiveBuffer: 4096)
                    // Many replies of 57 KB that nobody takes.
                    let request = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
                    try connection.send(String(repeating: request, count: 2000).utf8)
                    return connection
                }
                try await eventually("the connection is closed") {
                    try await site.metric("ticket_api_connections") == 1
                }
                _ = connection
            }
        }

        @Test func surplusConnectionsAreToldSo() async throws {
            var options = APIOptions()
            options.maximumConnections = 3
            try await APISite.with(options, hasService: false) { site in
                try await eventually("the connections of the start are gone") {
                    try await ask(site.port, "GET", "/healthz").status == 200
                }
                let held = try await blocking {
                    try (0..<3).map { _ in
                        let connection = try WebConnection(port: site.port)
                        try connection.send("GET", "/healthz")
                        _ = try connection.reply()
                        return connection
                    }
                }
                let surplus = try await ask(site.port, "GET", "/healthz")
                #expect(surplus.status == 503 && surplus.headers["connection"] == "close")
                // Those that are there go on.
                try await blocking {
                    try held[1].send("GET", "/healthz")
                    let reply = try held[1].reply()
                    #expect(reply.status == 200)
                }
            }
        }

        @Test func aLargeBodyIsRefusedBeforeItIsSent() async throws {
            try await APISite.with { site in
                let replies = try await blocking { () -> (Int, Int, Int) in
                    let small = try WebConnection(port: site.port)
                    let body = #"{"title":"a"}"#
                    let headers = [
                        "X-Tenant-ID": "acme", "Expect": "100-continue",
                        "Content-Length": "\(body.utf8.count)",
                    ]
                    try small.send("POST", "/api/v1/tickets", headers)
                    let first = try small.reply().status
                    try small.send(body.utf8)
                    let second = try small.reply().status
                    let large = try WebConnection(port: site.port)
                    try large.send(
                        "POST", "/api/v1/tickets",
                        ["X-Tenant-ID": "acme", "Expect": "100-continue", "Content-Length": "2000000"])
                    return (first, second, try large.reply().status)
                }
                #expect(replies == (100, 201, 413))
            }
        }

        @Test(arguments: [
            "GET /healthz HTTP/1.0\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        ])
        func aClientThatAsksOnceIsNotKept(_ request: String) async throws {
            try await APISite.with(hasService: false) { site in
                let reply = try await talk(site.port, request)
                #expect(reply.status == 200)
            }
        }

        @Test func anEndlessBodyIsCutOff() async throws {
            try await APISite.with { site in
                let reply = try await blocking { () -> WebReply in
                    let connection = try WebConnection(port: site.port)
                    try connection.send(
                        "POST", "/api/v1/tickets", ["X-Tenant-ID": "acme", "Transfer-Encoding": "chunked"])
                    let chunk = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
                    // The server may have closed by the time that the last ones are sent.
                    for _ in 0..<20 { try? connection.send(chunk.utf8) }
                    return try connection.reply()
                }
                #expect(reply.status == 413)
            }
        }

        /// The first request is answered for what it did, whatever comes behind it in the same write.
        @Test func aBrokenRequestDoesNotTakeTheReplyOfTheOneBefore() async throws {
            try await APISite.with { site in
                let body = #"{"title":"made"}"#
                let fields = "POST /api/v1/tickets HTTP/1.1\r\nHost: a\r\nX-Tenant-ID: acme\r\n"
                let good = fields + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
                let reply = try await talk(
                    site.port, good + fields + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                #expect(reply.status == 201, "\(reply.text)")
                let list = try await ask(site.port, "GET", "/api/v1/tickets").json
                #expect(list["data"]?.array?.count == 1)
            }
        }

        @Test func aSlowBodyDoesNotTakeTheReplyOfTheOneBefore() async throws {
            var options = APIOptions()
            options.bodyTimeout = .milliseconds(300)
            try await APISite.with(options) { site in
                let body = #"{"title":"made"}"#
                let fields = "POST /api/v1/tickets HTTP/1.1\r\nHost: a\r\nX-Tenant-ID: acme\r\n"
                site.server.pause()
                let connection = try await blocking { () -> WebConnection in
                    let connection = try WebConnection(port: site.port)
                    let good = fields + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
                    try connection.send((good + fields + "Content-Length: 100\r\n\r\n{").utf8)
                    return connection
                }
                try await Task.sleep(for: .milliseconds(900))
                site.server.resume()
                let codes = try await blocking {
                    (try connection.reply().status, try connection.reply().status)
                }
                #expect(codes == (201, 408))
            }
        }

        @Test func requestsOfOneConnectionAreAnsweredInOrder() async throws {
            try await APISite.with { site in
                let codes = try await blocking { () -> [Int] in
                    let connection = try WebConnection(port: site.port)
                    let paths = ["/healthz", "/nowhere", "/api/v1/tickets", "/readyz", "/docs"]
                    for path in paths { try connection.send("GET", path, ["X-Tenant-ID": "acme"]) }
                    return try paths.map { _ in try connection.reply().status }
                }
                #expect(codes == [200, 404, 200, 200, 200])
            }
        }
    }

}
