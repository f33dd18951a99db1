import LogLines
import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("Malformed and mutated requests", .serialized)
struct FuzzTests {
    /// What is wrong with a reply; `nil` when it is one of the contract.
    private func fault(in reply: [UInt8]) -> String? {
        guard let json = try? JSONValue(parsing: reply) else { return "no JSON" }
        if json["success"] == true { return json["data"] == nil ? "no data" : nil }
        guard json["success"] == false else { return "neither success nor failure" }
        guard let code = json["code"]?.integer, [400, 403, 404, 409, 413, 503].contains(code) else {
            return "code \(json["code"]?.text ?? "missing")"
        }
        return json["error"]?.string?.isEmpty == false ? nil : "no error text"
    }

    @Test("100,000 of them: each gets a reply with a code", arguments: 0..<20 as Range<UInt64>)
    func inProcess(seed: UInt64) async throws {
        let desk = try Desk(level: .error)
        var requests = RequestMutation(seed: seed, about: try await desk.create("a").id)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<5000 {
                // Some wait a second for a state that does not come.
                if number >= 32 { await group.next() }
                let body = requests.next()
                group.addTask {
                    let reply = await desk.service.handle(body)
                    guard let fault = fault(in: reply.payload) else { return }
                    let text = String(decoding: body, as: UTF8.self)
                    Issue.record("seed \(seed), request \(number): \(fault): \(text)")
                }
            }
        }
        // It lives on.
        #expect(try await desk.create("b").title == "b")
    }

    @Test("Over NATS the same, and the memory of the service stays flat")
    func overNATS() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let program = try await ServiceProgram(["-s", server.url, "--log-level", "error"])
        try await withConnection(server.options) { client in
            let create = Array(#"{"action":"create","tenant_id":"acme","data":{"title":"a"}}"#.utf8)
            try await eventually("ticket-svc answers", within: .seconds(20)) {
                (try? await client.request("ticket.service", create, timeout: .seconds(1))) != nil
            }
            let made = try ServiceReply(
                decoding: try await client.request("ticket.service", create, timeout: .seconds(5)).payload,
                to: .create)
            let id = try made.ticket().id
            var sizes: [Int] = []
            for seed in 1000..<1004 as Range<UInt64> {
                try await send(6000, seed: seed, about: id, over: client)
                sizes.append(try #require(program.residentKilobytes))
            }
            // The first round warms up.
            #expect(sizes[3] - sizes[0] < 4096, "resident memory after each round, in kB: \(sizes)")
        }
        program.signal(15)
        #expect(try await program.exitStatus() == 0)
    }

    /// Sends requests, 32 at once, on both subjects.
    private func send(_ count: Int, seed: UInt64, about id: TicketID, over client: Connection) async throws {
        var requests = RequestMutation(seed: seed, about: id, creates: false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= 32 { try await group.next() }
                let body = requests.next()
                let subject = number % 2 == 0 ? "ticket.service" : "ticket.service.acme"
                group.addTask {
                    let reply = try await client.request(subject, body, timeout: .seconds(10))
                    if let fault = fault(in: reply.payload) {
                        let text = String(decoding: body, as: UTF8.self)
                        Issue.record("seed \(seed), request \(number): \(fault): \(text)")
                    }
                    let code = try JSONValue(parsing: reply.payload)["code"]?.integer
                    #expect(reply.headers["Nats-Service-Error-Code"] == code.map(String.init), "seed \(seed)")
                }
            }
            try await group.waitForAll()
        }
    }
}
