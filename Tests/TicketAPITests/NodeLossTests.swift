import Glibc
import JSON
import Support
import Synchronization
import Testing

extension DoorTests {
    /// A node of a cluster dies under load: every answer is right, or an honest 503 or 504.
    @Suite struct NodeLossTests {
        private static let requests = 10_000
        private static let clients = 16

        /// What the clients were told.
        private struct Tally {
            var byStatus: [Int: Int] = [:]
            /// Replies with 200 whose content was not what was asked for.
            var wrong: [String] = []
            /// Connections that ended in the middle of a reply.
            var broken = 0
            /// Tickets that were made, by title.
            var made: [String: String] = [:]
            /// Titles whose creation has an unknown outcome.
            var unknown: Set<String> = []

            var total: Int { byStatus.values.reduce(0, +) + broken }
        }

        /// Where all clients write it.
        private final class Board: Sendable {
            let tally = Mutex(Tally())
        }

        @Test(arguments: NATSServerVersion.installed)
        func tenThousandRequestsSurviveTheLossOfANode(_ version: NATSServerVersion) async throws {
            let cluster = try await NATSCluster(version)
            defer { cluster.stop() }
            let directory = try TemporaryDirectory()
            var programs: [ChildProcess] = []
            defer { for program in programs { program.kill9() } }
            for number in 0..<2 {
                let urls = (cluster.urls[number...] + cluster.urls[..<number]).joined(separator: ",")
                programs.append(
                    try await ChildProcess(
                        Programs.service, ["--server", urls], log: directory.path + "/service-\(number).log"))
            }
            let port = Loopback.freePort()
            programs.append(
                try await ChildProcess(
                    Programs.api,
                    ["--server", cluster.urls[0], "--port", String(port), "--log-level", "error"],
                    log: directory.path + "/api.log"))
            // Each instance must have found the bucket, whoever made it.
            try await eventually("two answering services", within: .seconds(30)) {
                for _ in 0..<20
                where (try? await ask(Int(port), "GET", "/api/v1/tickets").status) != 200 { return false }
                return directory.read("service-0.log").contains("tickets loaded")
                    && directory.read("service-1.log").contains("tickets loaded")
            }
            let known = try await Self.seed(Int(port))
            let board = Board()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<Self.clients {
                    group.addTask {
                        try await blocking { Self.work(client, Int(port), known, board) }
                    }
                }
                group.addTask {
                    try await eventually("a quarter is done", within: .seconds(60)) {
                        board.tally.withLock { $0.total } > Self.requests / 4
                    }
                    // The one that the API is connected to.
                    cluster.nodes[0].kill9()
                }
                try await group.waitForAll()
            }
            try await Self.check(board.tally.withLock { $0 }, Int(port))
        }

        /// Tickets that are read under load; by id, their titles.
        private static func seed(_ port: Int) async throws -> [(id: String, title: String)] {
            var known: [(String, String)] = []
            for number in 0..<50 {
                let body: JSONValue = ["title": .string("known \(number)")]
                let reply = try await ask(port, "POST", "/api/v1/tickets", body: body.text)
                guard let id = try reply.json["data"]?["id"]?.string else { throw SupportError(reply.text) }
                known.append((id, "known \(number)"))
            }
            return known
        }

        /// One client: nine reads, then a creation, again and again, on a connection that is kept.
        private static func work(
            _ client: Int, _ port: Int, _ known: [(id: String, title: String)], _ board: Board
        ) {
            var connection: WebConnection?
            for number in 0..<(requests / clients) {
                let isWrite = number % 10 == 9
                let title = "made \(client) \(number)"
                let ticket = known[(client * 7 + number) % known.count]
                do {
                    let open = try connection ?? WebConnection(port: port)
                    connection = open
                    let body: JSONValue = ["title": .string(title)]
                    try open.send(
                        isWrite ? "POST" : "GET",
                        isWrite ? "/api/v1/tickets" : "/api/v1/tickets/\(ticket.id)",
                        ["X-Tenant-ID": "acme"], body: isWrite ? body.text : nil)
                    let reply = try open.reply()
                    if reply.headers["connection"] == "close" { connection = nil }
                    note(reply, isWrite: isWrite, isWrite ? title : ticket.title, board)
                    // As a client does that is told to come back.
                    if reply.status >= 500 { usleep(20_000) }
                } catch {
                    connection = nil
                    board.tally.withLock { $0.broken += 1 }
                }
            }
        }

        private static func note(
            _ reply: WebReply, isWrite: Bool, _ title: String, _ board: Board
        ) {
            let data = try? reply.json["data"]
            board.tally.withLock { tally in
                tally.byStatus[reply.status, default: 0] += 1
                if reply.status == (isWrite ? 201 : 200) {
                    if data?["title"]?.string != title {
                        tally.wrong.append("\(title): \(reply.text.prefix(200))")
                    }
                    if isWrite { tally.made[title] = data?["id"]?.string ?? "" }
                } else if isWrite, reply.status == 504 {
                    tally.unknown.insert(title)
                }
            }
        }

        private static func check(_ tally: Tally, _ port: Int) async throws {
            print("node loss: \(tally.byStatus.sorted { $0.key < $1.key }), \(tally.unknown.count) unknown")
            #expect(tally.total == requests / clients * clients)
            #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(3))")
            #expect(tally.broken == 0)
            #expect(Set(tally.byStatus.keys).isSubset(of: [200, 201, 503, 504]), "\(tally.byStatus)")
            // Some seconds without a leader are honest; more would be a fault.
            #expect(
                (tally.byStatus[200] ?? 0) + (tally.byStatus[201] ?? 0) > requests / 2, "\(tally.byStatus)")
            try await eventually("the service answers again", within: .seconds(30)) {
                try await ask(port, "GET", "/api/v1/tickets").status == 200
            }
            // What was said to be made is there once; what was said not to be made is not there.
            var found: [String: Int] = [:]
            var query = "limit=1000"
            while true {
                let page = try await ask(port, "GET", "/api/v1/tickets?" + query).json
                for ticket in page["data"]?.array ?? [] {
                    found[ticket["title"]?.string ?? "", default: 0] += 1
                }
                guard let cursor = page["meta"]?["next_cursor"]?.string else { break }
                query = "limit=1000&cursor=\(cursor)"
            }
            for title in tally.made.keys { #expect(found[title] == 1, "\(title)") }
            for (title, count) in found where title.hasPrefix("made ") {
                #expect(count == 1)
                #expect(
                    tally.made[title] != nil || tally.unknown.contains(title), "\(title) was made in secret")
            }
        }
    }
}
