import Testing
import TicketWire
import Tickets

@Suite("Replies have the form of the contract")
struct ReplyTests {
    let samples: Samples

    init() throws { samples = try Samples() }

    private func check(
        _ data: ReplyData, _ meta: ReplyMeta = .none, to action: ServiceAction, is expected: String
    )
        throws
    {
        let reply = ServiceReply.success(data, meta: meta, requestID: nil)
        #expect(text(reply.encoded.payload) == expected)
        #expect(reply.encoded.headers.isEmpty)
        #expect(try ServiceReply(decoding: reply.encoded.payload, to: action) == reply)
    }

    @Test("A ticket: all fields in their order, the absent ones left out")
    func ticket() throws {
        try check(
            .ticket(samples.printer), ReplyMeta(sequence: 7), to: .create,
            is: #"{"success":true,"data":\#(Samples.printerText),"meta":{"sequence":7}}"#)
        try check(.ticket(samples.bare), to: .get, is: #"{"success":true,"data":\#(samples.bareText)}"#)
    }

    @Test("A list: the tickets, and beside them what the page is")
    func list() throws {
        try check(
            .tickets([samples.printer, samples.bare]),
            ReplyMeta(total: 9, limit: 2, offset: 0, nextCursor: "c"), to: .list,
            is: #"{"success":true,"data":[\#(Samples.printerText),\#(samples.bareText)],"#
                + #""meta":{"total":9,"limit":2,"offset":0,"next_cursor":"c"}}"#)
        try check(.tickets([]), to: .list, is: #"{"success":true,"data":[]}"#)
    }

    @Test("A delete")
    func delete() throws {
        try check(
            .deleted(samples.id), to: .delete,
            is: #"{"success":true,"data":{"id":"\#(Samples.idText)","deleted":true}}"#)
    }

    @Test("A history: what changed, and the ticket after it")
    func history() throws {
        let change = TicketChange(
            action: .update, ticket: samples.bare, revision: 3, actor: "lee", at: samples.created,
            changes: [
                FieldChange(field: .status, from: "resolved", to: "open"),
                FieldChange(field: .assignee, from: "lee", to: nil),
            ])
        let creation = TicketChange(
            action: .create, ticket: samples.bare, revision: 1, actor: nil, at: samples.created)
        try check(
            .history([creation, change]), to: .history,
            is: #"{"success":true,"data":[{"revision":1,"action":"create","at":"2026-11-20T23:43:11.123Z","#
                + #""ticket":\#(samples.bareText)},{"revision":3,"action":"update","actor":"lee","#
                + #""at":"2026-11-20T23:43:11.123Z","changes":{"status":{"from":"resolved","to":"open"},"#
                + #""assignee":{"from":"lee","to":null}},"ticket":\#(samples.bareText)}]}"#)
    }

    @Test("Counts, of one tenant and of all")
    func counts() throws {
        var counts = TicketCounts()
        counts.add(samples.printer)
        let numbers =
            #""total":1,"status":{"open":1,"in_progress":0,"resolved":0,"closed":0},"#
            + #""priority":{"low":0,"medium":0,"high":1,"critical":0}"#
        try check(.stats(counts), to: .stats, is: #"{"success":true,"data":{\#(numbers)}}"#)
        try check(
            .tenants([TenantCounts(tenant: samples.acme, counts: counts)]), to: .tenants,
            is: #"{"success":true,"data":[{"tenant_id":"acme",\#(numbers)}]}"#)
    }

    @Test("Events: each with its place in the stream")
    func events() throws {
        let event = TicketEvent(
            TicketChange(action: .delete, ticket: samples.bare, revision: 4, actor: nil, at: samples.updated))
        let stored = StoredEvent(sequence: 12, subject: "ticket.delete", time: samples.updated, event: event)
        try check(
            .events([stored]), ReplyMeta(lastSequence: 12), to: .events,
            is: #"{"success":true,"data":[{"sequence":12,"subject":"ticket.delete","#
                + #""time":"2026-11-20T23:43:12.000Z","event":\#(text(event.encoded))}],"#
                + #""meta":{"last_sequence":12}}"#)
    }

    @Test("A failure: every broken rule, the headers of ADR-32, the request's id")
    func failure() throws {
        let violations = [
            FieldViolation(field: "title", message: "is required"),
            FieldViolation(field: "priority", message: "must be one of low, medium, high, critical"),
        ]
        let reply = ServiceReply.failure(ServiceError(violations: violations), requestID: "r-1")
        #expect(
            text(reply.encoded.payload)
                == #"{"success":false,"error":"title is required","code":400,"details":["#
                + #"{"field":"title","message":"is required"},{"field":"priority","#
                + #""message":"must be one of low, medium, high, critical"}],"request_id":"r-1"}"#)
        #expect(reply.encoded.headers.map(\.name) == ["Nats-Service-Error", "Nats-Service-Error-Code"])
        #expect(reply.encoded.headers.map(\.value) == ["title is required", "400"])
        #expect(try ServiceReply(decoding: reply.encoded.payload, to: .create) == reply)
    }

    @Test("A conflict shows the ticket as it is now; a header is one line of ASCII")
    func conflict() throws {
        let reply = ServiceReply.failure(
            ServiceError(.conflict, "é\r\nX: y", ticket: samples.bare), requestID: nil)
        #expect(
            text(reply.encoded.payload)
                == #"{"success":false,"error":"é\r\nX: y","code":409,"data":\#(samples.bareText)}"#)
        #expect(reply.encoded.headers.map(\.value) == ["???X: y", "409"])
        #expect(try ServiceReply(decoding: reply.encoded.payload, to: .update) == reply)
    }

    @Test(
        "Codes of other services count as what they mean",
        arguments: [(418, 400), (500, 503), (0, 503), (404, 404)])
    func codes(number: Int, code: Int) {
        #expect(ServiceError.Code(number: number).rawValue == code)
    }

    @Test(
        "What is no reply is an error, never a crash",
        arguments: [
            "", "[]", "{}", #"{"success":1}"#, #"{"success":true}"#, #"{"success":true,"data":[]}"#,
            #"{"success":true,"data":{"id":"x"}}"#, #"{"success":false,"code":"x"}"#,
            #"{"stream":"TICKET_EVENTS","seq":1}"#,
        ])
    func malformed(body: String) {
        #expect(throws: WireError.self) { try ServiceReply(decoding: Array(body.utf8), to: .get) }
    }
}
