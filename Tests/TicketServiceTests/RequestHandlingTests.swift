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
}
