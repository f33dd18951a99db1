import JSON
import Testing
import TicketService
import TicketWire
import Tickets

@Suite("There is a reply to everything")
struct RequestHandlingTests {
    @Test(
        "Bodies that are refused, as they stand on the wire",
        arguments: [
            (
                #"{"action":"create","tenant_id":"acme","data":{}}"#,
                #"{"success":false,"error":"title is required","code":400,"details":[{"field":"title","message":"is required"}]}"#
            ),
            (
                #"{"action":"get","tenant_id":"acme","request_id":"r","data":{"id":"019a0000-0000-7000-8000-000000000001"}}"#,
                #"{"success":false,"error":"there is no such ticket","code":404,"request_id":"r"}"#
            ),
            (
                "[]", #"{"success":false,"error":"the request is not a JSON object","code":400}"#
            ),
        ])
    func refusals(body: String, reply: String) async throws {
        let desk = try Desk()
        #expect(await desk.raw(body) == reply)
    }

    @Test("A reply gives the request's id back")
    func requestID() async throws {
        let desk = try Desk()
        let reply = await desk.raw(#"{"action":"list","tenant_id":"acme","request_id":"r-7"}"#)
        #expect(
            reply
                == #"{"success":true,"data":[],"meta":{"total":0,"limit":50,"offset":0},"request_id":"r-7"}"#)
    }

    @Test("The subject's tenant is the request's; another one in the body is forbidden")
    func scope() async throws {
        let desk = try Desk()
        let created = await desk.raw(#"{"action":"create","data":{"title":"a"}}"#, scopedTo: desk.acme)
        #expect(try JSONValue(parsing: created)["data"]?["tenant_id"]?.string == "acme")
        let other = await desk.raw(#"{"action":"stats","tenant_id":"acme"}"#, scopedTo: desk.globex)
        #expect(try JSONValue(parsing: other)["code"] == 403)
        #expect(
            try JSONValue(parsing: String(decoding: desk.service.refuseSubject().payload, as: UTF8.self))[
                "code"] == 400)
    }

    @Test(
        "Mutated requests get a reply with a code, and the service lives on",
        arguments: 0..<20 as Range<UInt64>)
    func mutations(seed: UInt64) async throws {
        let desk = try Desk()
        let id = try await desk.create("a").id
        let bodies = [
            #"{"action":"create","tenant_id":"acme","actor":"m","data":{"title":"a","priority":"high","request_key":"k"}}"#,
            #"{"action":"list","tenant_id":"acme","min_sequence":0,"data":{"status":["open"],"limit":5,"offset":1,"search":"a b"}}"#,
            #"{"action":"update","tenant_id":"acme","data":{"id":"\#(id)","title":"\u00e9\ud83d\ude00","if_revision":1}}"#,
            #"{"action":"events","tenant_id":"acme","data":{"after_sequence":1,"since":"2026-11-20T23:43:11.123Z"}}"#,
        ].map { Array($0.utf8) }
        var random = Seeded(seed: seed)
        for _ in 0..<200 {
            var body = bodies.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...4, using: &random) { body.mutate(using: &random) }
            let reply = await desk.service.handle(body).payload
            let json = try JSONValue(parsing: reply)
            let success = json["success"]
            #expect(success == true || success == false)
            if success == false {
                let code = try #require(json["code"]?.integer)
                #expect([400, 404, 409, 503].contains(code))
                #expect(json["error"]?.string?.isEmpty == false)
            }
        }
    }
}

/// A generator that gives the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x1234_5678_9ABC_DEF0 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension [UInt8] {
    /// Changes, removes or doubles something.
    fileprivate mutating func mutate(using random: inout Seeded) {
        guard let position = indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: self[position] = .random(in: 0...255, using: &random)
        case 1: self[position] = Array(#"{}[]",:0-e\n"#.utf8).randomElement(using: &random) ?? 0
        case 2: removeSubrange(position..<Swift.min(count, position + 8))
        default: insert(contentsOf: self[position..<Swift.min(count, position + 20)], at: position)
        }
    }
}
