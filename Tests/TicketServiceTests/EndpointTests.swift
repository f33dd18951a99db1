import JSON
import NATS
import Support
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("The service on NATS", .serialized)
struct EndpointTests {
    @Test("The same body has the same reply over NATS and in the process")
    func sameReply() async throws {
        try await Site.run { site in
            let ticket = try await site.desk.create("Printer on fire", priority: .high)
            let bodies = [
                #"{"action":"get","tenant_id":"acme","request_id":"r","data":{"id":"\#(ticket.id)"}}"#,
                #"{"action":"list","tenant_id":"acme","data":{"search":"fire"}}"#,
                #"{"action":"stats","tenant_id":"acme"}"#, #"{"action":"tenants","tenant_id":"acme"}"#,
                #"{"action":"history","tenant_id":"acme","data":{"id":"\#(ticket.id)"}}"#,
                #"{"action":"update","tenant_id":"acme","data":{"id":"\#(ticket.id)","priority":"high"}}"#,
                #"{"action":"update","tenant_id":"acme","data":{"id":"\#(ticket.id)","if_revision":7}}"#,
                #"{"action":"create","tenant_id":"acme","data":{"title":""}}"#, "no json", "",
            ]
            for body in bodies {
                let direct = await site.desk.service.handle(Array(body.utf8))
                let message = try await site.ask(body)
                #expect(message.payload == direct.payload)
                #expect(message.headers.fields.map(\.value) == direct.headers.map(\.value))
                let scoped = try await site.ask(body, on: "ticket.service.acme")
                let isTenants = body.contains("tenants")
                #expect(isTenants || scoped.payload == direct.payload)
            }
        }
    }

    @Test("A failure's headers are those of ADR-32; tenants are kept apart by the subject")
    func failures() async throws {
        try await Site.run { site in
            let invalid = try await site.ask(#"{"action":"create","tenant_id":"acme","data":{}}"#)
            #expect(invalid.headers["Nats-Service-Error"] == "title is required")
            #expect(invalid.headers["Nats-Service-Error-Code"] == "400")
            let codes = [
                ("ticket.service.acme", #"{"action":"stats","tenant_id":"globex"}"#, "403"),
                ("ticket.service.acme", #"{"action":"tenants"}"#, "403"),
                ("ticket.service.a$b", #"{"action":"stats","tenant_id":"acme"}"#, "400"),
                ("ticket.service", String(repeating: " ", count: 70_000), "413"),
            ]
            for (subject, body, code) in codes {
                #expect(try await site.ask(body, on: subject).headers["Nats-Service-Error-Code"] == code)
            }
            let made = try await site.ask(
                #"{"action":"create","data":{"title":"a"}}"#, on: "ticket.service.globex")
            #expect(try JSONValue(parsing: made.payload)["data"]?["tenant_id"]?.string == "globex")
        }
    }

    @Test("A list fits the server's largest message")
    func maximumPayload() async throws {
        let server = try await NATSServer.start(configuration: "max_payload: 16384")
        defer { server.stop() }
        try await Site.run(server: server) { site in
            for number in 0..<40 {
                let text = String(repeating: "x", count: 900)
                _ = try await site.desk.ask(
                    .create(TicketDraft(title: "T\(number)", description: text), requestKey: nil))
            }
            let body = #"{"action":"list","tenant_id":"acme","data":{"limit":1000}}"#
            let message = try await site.ask(body)
            #expect(message.payload.count <= 16_384)
            let reply = try ServiceReply(decoding: message.payload, to: .list)
            #expect(reply.meta.total == 40)
            #expect(reply.meta.nextCursor != nil)
        }
    }

    @Test(
        "Beyond its capacity in requests or in bytes an endpoint sheds load at once",
        arguments: [true, false])
    func shedding(byBytes: Bool) async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let desk = try Desk()
        let connection = Connection(ConnectionOptions(servers: [server.url]))
        let endpoint = ServiceEndpoint(
            desk.service, on: connection, name: "q", capacity: byBytes ? 1000 : 1,
            byteCapacity: byBytes ? 60 : 1 << 20)
        try await withThrowingTaskGroup { group in
            group.addTask { await connection.run() }
            _ = try await connection.connected(within: .seconds(10))
            group.addTask { try await endpoint.run() }
            let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
            try await eventually("it serves") {
                (try? await connection.request("ticket.service", stats, timeout: .seconds(1))) != nil
            }
            try await eventually("it is idle") { endpoint.requestsUnderWay == 0 }
            // This one waits a second for a state that does not come.
            let slow = Array(#"{"action":"stats","tenant_id":"acme","min_sequence":9}"#.utf8)
            async let waiting = connection.request("ticket.service", slow, timeout: .seconds(5))
            try await eventually("it is busy") { endpoint.requestsUnderWay == 1 }
            let shed = try await connection.request("ticket.service", stats, timeout: .seconds(1))
            #expect(shed.headers["Nats-Service-Error-Code"] == "429")
            #expect(endpoint.refusedRequests == 1)
            #expect(try await waiting.headers["Nats-Service-Error-Code"] == "503")
            try await eventually("it is idle again") { endpoint.requestsUnderWay == 0 }
            let served = try await connection.request("ticket.service", stats, timeout: .seconds(1))
            #expect(served.headers.isEmpty)
            group.cancelAll()
        }
    }

    @Test("A request that nobody waits for is done; so is the next one")
    func withoutReply() async throws {
        try await Site.run { site in
            let body = Array(#"{"action":"create","tenant_id":"acme","data":{"title":"a"}}"#.utf8)
            try site.client.publish("ticket.service", body)
            try site.client.publish("ticket.service", [UInt8](repeating: 32, count: 70_000))
            try await eventually("it is done") { site.desk.service.ticketCount == 1 }
            _ = try await site.ask(#"{"action":"stats","tenant_id":"acme"}"#)
        }
    }

    @Test("While instances leave and another one stays, no request is lost")
    func leaving() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        try await withConnection(server.options) { client in
            try await Crew.run(3, [server.url]) { crew in
                let staying = crew.desks[2].service
                try await eventually("all serve") {
                    let survey = await HealthSurvey.ask(
                        "ticket-service", on: client, window: .milliseconds(50))
                    return survey.instances.count == 3 && survey.status == .healthy
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for instance in crew.instances.prefix(2) {
                            let before = staying.ticketCount
                            try await eventually("some more are done") { staying.ticketCount > before + 100 }
                            await instance.drain()
                        }
                    }
                    try await createTickets(1500, over: client)
                    try await group.waitForAll()
                }
                try await eventually("all are known") { staying.ticketCount == 1500 }
                try await eventually("two are gone") {
                    await HealthSurvey.ask("ticket-service", on: client).instances.count == 1
                }
            }
        }
    }

    /// Creates tickets, 64 at once; each request must be answered.
    private func createTickets(_ count: Int, over client: Connection) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= 64 { try await group.next() }
                group.addTask {
                    let body = #"{"action":"create","tenant_id":"acme","data":{"title":"T\#(number)"}}"#
                    let reply = try await client.request(
                        "ticket.service", Array(body.utf8), timeout: .seconds(5))
                    #expect(reply.headers.isEmpty)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("A drain answers everything that was taken, then the instance ends")
    func drain() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let desk = try Desk()
        let connection = Connection(ConnectionOptions(servers: [server.url]))
        let client = Connection(ConnectionOptions(servers: [server.url]))
        let instance = ServiceInstance(desk.service, on: connection)
        try await withThrowingTaskGroup { group in
            group.addTask { await connection.run() }
            group.addTask { await client.run() }
            _ = try await client.connected(within: .seconds(10))
            _ = try await connection.connected(within: .seconds(10))
            let stats = Array(#"{"action":"stats","tenant_id":"acme"}"#.utf8)
            let answered = try await withThrowingTaskGroup(of: Int.self) { work in
                work.addTask {
                    try await instance.run()
                    return 0
                }
                try await eventually("it serves") {
                    (try? await client.request("ticket.service", stats, timeout: .seconds(1))) != nil
                }
                for number in 0..<300 {
                    let body = #"{"action":"create","tenant_id":"acme","data":{"title":"T\#(number)"}}"#
                    work.addTask {
                        do {
                            let reply = try await client.request(
                                "ticket.service", Array(body.utf8), timeout: .seconds(5))
                            return reply.headers.isEmpty ? 1 : 0
                        } catch let error as NATSError where error.code == .noResponders {
                            // Not taken any more: nothing was changed.
                            return 0
                        }
                    }
                }
                try await eventually("some are done") { desk.service.ticketCount > 20 }
                await instance.drain()
                return try await work.reduce(0, +)
            }
            #expect(answered == desk.service.ticketCount)
            #expect(answered > 20)
            #expect(instance.pendingEvents == 0)
            let info = try await client.jetStream.streamInfo(Subjects.eventStream)
            #expect(info?["state"]?["messages"]?.integer == Int64(answered))
            group.cancelAll()
        }
    }
}
