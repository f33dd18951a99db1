import Testing
import TicketWire
import Tickets

@Suite("Requests are read whole or refused with every reason")
struct RequestTests {
    private static let id = Samples.idText
    private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    private func decode(_ body: String, scopedTo scope: Tenant? = nil) throws(RequestError) -> ServiceRequest
    {
        try ServiceRequest(decoding: Array(body.utf8), scopedTo: scope)
    }

    private func request(_ action: String, _ data: String) throws(RequestError) -> ServiceRequest.Operation {
        try decode(#"{"action":"\#(action)","tenant_id":"acme","data":\#(data)}"#).operation
    }

    @Test(
        "Data that break rules: each rule is named",
        arguments: [
            ("create", "{}", ["title is required"]),
            ("create", #"{"title":null}"#, ["title is required"]),
            ("create", #"{"title":" "}"#, ["title is required"]),
            ("create", #"{"title":5}"#, ["title must be a string"]),
            (
                "create", #"{"title":"\#(long(201))"}"#,
                ["title is 201 characters long, at most 200 are allowed"]
            ),
            ("create", #"{"title":"a\u0000b"}"#, ["title must not contain control characters"]),
            (
                "create",
                #"{"description":[],"priority":"urgent","status":7,"created_by":"\u202e","assignee":{},"request_key":1}"#,
                [
                    "title is required", "description must be a string",
                    "priority must be one of low, medium, high, critical",
                    "status must be one of open, in_progress, resolved, closed",
                    "created_by must not contain control characters", "assignee must be a string",
                    "request_key must be a string",
                ]
            ),
            (
                "create", #"{"title":"a","request_key":"\#(long(129))"}"#,
                ["request_key is 129 characters long, at most 128 are allowed"]
            ),
            ("create", "[]", ["data must be an object"]), ("create", "5", ["data must be an object"]),
            ("get", "{}", ["id is required"]), ("get", #"{"id":""}"#, ["id is required"]),
            ("get", #"{"id":"1"}"#, ["id must be a UUID"]), ("get", #"{"id":1}"#, ["id must be a UUID"]),
            ("restore", "{}", ["id is required"]), ("history", "{}", ["id is required"]),
            (
                "update", #"{"title":"","priority":null,"status":"","if_revision":0}"#,
                [
                    "id is required", "title is required",
                    "priority must be one of low, medium, high, critical",
                    "status must be one of open, in_progress, resolved, closed",
                    "if_revision must be a whole number, 1 or more",
                ]
            ),
            ("update", #"{"id":"\#(id)","title":null}"#, ["title is required"]),
            (
                "update", #"{"id":"\#(id)","description":"\#(long(1001))"}"#,
                ["description is 1001 characters long, at most 1000 are allowed"]
            ),
            (
                "delete", #"{"id":"\#(id)","if_revision":"1"}"#,
                ["if_revision must be a whole number, 1 or more"]
            ),
            (
                "delete", #"{"id":"\#(id)","if_revision":1.5}"#,
                ["if_revision must be a whole number, 1 or more"]
            ),
            ("list", #"{"limit":0}"#, ["limit must be a whole number from 1 to 1000"]),
            ("list", #"{"limit":1001}"#, ["limit must be a whole number from 1 to 1000"]),
            ("list", #"{"offset":-1}"#, ["offset must be a whole number, 0 or more"]),
            ("list", #"{"offset":1e30}"#, ["offset must be a whole number, 0 or more"]),
            ("list", #"{"cursor":"c","offset":0}"#, ["cursor must not stand beside offset"]),
            (
                "list", #"{"status":["open","gone"],"priority":5,"search":1,"sort":"age","order":"up"}"#,
                [
                    "status must be one of open, in_progress, resolved, closed",
                    "priority must be one of low, medium, high, critical", "search must be a string",
                    "sort must be one of created_at, updated_at, priority, status, title",
                    "order must be one of asc, desc",
                ]
            ),
            (
                "events", #"{"after_sequence":-1,"since":"yesterday","limit":1001}"#,
                [
                    "after_sequence must be a whole number, 0 or more", "since must be an RFC 3339 time",
                    "limit must be a whole number from 1 to 1000",
                ]
            ),
        ] as [(String, String, [String])])
    func violations(action: String, data: String, expected: [String]) throws {
        let error = try #require(throws: RequestError.self) { try request(action, data) }
        #expect(error.error.code == .invalid)
        #expect(error.error.details.map { "\($0.field) \($0.message)" } == expected)
        #expect(error.error.message == expected.first)
        #expect(error.action?.rawValue == action)
        #expect(error.tenant == "acme")
    }

    @Test(
        "An envelope that breaks rules",
        arguments: [
            (#"{"tenant_id":"acme"}"#, ["action is required"]),
            (#"{"action":"","tenant_id":"acme"}"#, ["action is required"]),
            (#"{"action":"stats"}"#, ["tenant_id is required"]),
            (#"{"action":"stats","tenant_id":""}"#, ["tenant_id is required"]),
            (#"{"action":"stats","tenant_id":"a.b"}"#, ["tenant_id must be 1 to 64 of A-Z a-z 0-9 _ -"]),
            (#"{"action":"stats","tenant_id":7}"#, ["tenant_id must be 1 to 64 of A-Z a-z 0-9 _ -"]),
            (
                #"{"action":"stats","actor":"a\nb","request_id":5,"min_sequence":"1"}"#,
                [
                    "tenant_id is required", "actor must not contain control characters",
                    "request_id must be a string", "min_sequence must be a whole number, 0 or more",
                ]
            ),
        ])
    func envelope(body: String, expected: [String]) throws {
        let error = try #require(throws: RequestError.self) { try decode(body) }
        #expect(error.error.code == .invalid)
        #expect(error.error.details.map { "\($0.field) \($0.message)" } == expected)
    }

    @Test("What is no request at all", arguments: ["", "{", "[]", "null", "5", #""create""#, "\u{0}"])
    func malformed(body: String) throws {
        let error = try #require(throws: RequestError.self) { try decode(body) }
        #expect(error.error.code == .invalid)
        #expect(error.error.message.hasPrefix("the request is not"))
        #expect(error.error.details.isEmpty)
    }

    @Test("An unknown action is refused with the known ones; the request's id comes back")
    func unknownAction() throws {
        let error = try #require(throws: RequestError.self) {
            try decode(#"{"action":"explode","tenant_id":"acme","request_id":"r-9"}"#)
        }
        #expect(
            error.error.message
                == "action must be one of create, get, list, update, delete, history, events, stats, restore, tenants"
        )
        #expect(error.requestID == "r-9")
        #expect(error.action == nil)
    }

    @Test("64 KiB are read, one byte more is too large")
    func size() throws {
        func padded(to size: Int) -> [UInt8] {
            let text = #"{"action":"stats","tenant_id":"acme"}"#
            return Array(text.utf8) + Array(repeating: UInt8(ascii: " "), count: size - text.utf8.count)
        }
        #expect(try ServiceRequest(decoding: padded(to: 65_536), scopedTo: nil).operation == .stats)
        let error = try #require(throws: RequestError.self) {
            try ServiceRequest(decoding: padded(to: 65_537), scopedTo: nil)
        }
        #expect(error.error.code == .tooLarge)
    }

    @Test("The subject's tenant rules: absent and same are fine, another one is forbidden")
    func scope() throws {
        let acme = try Samples().acme
        #expect(try decode(#"{"action":"stats"}"#, scopedTo: acme).tenant == acme)
        #expect(try decode(#"{"action":"stats","tenant_id":"acme"}"#, scopedTo: acme).tenant == acme)
        for body in [
            #"{"action":"stats","tenant_id":"globex"}"#, #"{"action":"get","tenant_id":"globex"}"#,
            #"{"action":"stats","tenant_id":"*"}"#, #"{"action":"tenants"}"#,
        ] {
            let error = try #require(throws: RequestError.self) { try decode(body, scopedTo: acme) }
            #expect(error.error.code == .forbidden)
        }
        let number = try #require(throws: RequestError.self) {
            try decode(#"{"action":"stats","tenant_id":1}"#, scopedTo: acme)
        }
        #expect(number.error.code == .invalid)
    }

    @Test("Absent, null and empty optional fields; unknown keys are ignored")
    func leniency() throws {
        let plain = ServiceRequest.Operation.create(try TicketDraft(title: "a"), requestKey: nil)
        for data in [
            #"{"title":" a "}"#, #"{"title":"a","id":"x","revision":9,"nested":{"a":[1]}}"#,
            #"{"title":"a","description":null,"priority":null,"status":"","created_by":"","assignee":" "}"#,
            #"{"title":"a","request_key":""}"#,
        ] {
            #expect(try request("create", data) == plain)
        }
        for data in [
            "{}", "null", #"{"status":[],"priority":"","assignee":"","search":" ","sort":null,"cursor":""}"#,
        ] {
            #expect(try request("list", data) == .list(ListQuery()))
        }
        let id = try Samples().id
        let cleared = try TicketPatch(description: "", assignee: "")
        for data in [
            #"{"id":"\#(Self.id)","description":null,"assignee":null}"#,
            #"{"id":"\#(Self.id.uppercased())","description":"","assignee":"","created_by":"eve"}"#,
        ] {
            #expect(try request("update", data) == .update(id, cleared, ifRevision: nil))
        }
        #expect(
            try request("list", #"{"status":"open","limit":2.0}"#)
                == .list(ListQuery(filter: TicketFilter(statuses: [.open]), limit: 2)))
    }

    @Test("What a client encodes is what the service reads", arguments: 0..<operations.count)
    func roundTrip(number: Int) throws {
        let samples = try Samples()
        let request = ServiceRequest(
            tenant: samples.acme, actor: "maria", requestID: "r-\(number)", minimumSequence: 17,
            operation: try Self.operations[number](samples.id))
        #expect(try ServiceRequest(decoding: request.encoded, scopedTo: nil) == request)
        let plain = ServiceRequest(tenant: samples.acme, operation: request.operation)
        #expect(try ServiceRequest(decoding: plain.encoded, scopedTo: nil) == plain)
    }

    private static let operations: [@Sendable (TicketID) throws -> ServiceRequest.Operation] = [
        { _ in .create(try TicketDraft(title: "T"), requestKey: nil) },
        { _ in
            .create(
                try TicketDraft(
                    title: "T\u{1F525}", description: "a\n\"b\"", priority: .critical, status: .resolved,
                    createdBy: "maria", assignee: "lee"), requestKey: "k")
        },
        { .get($0) }, { .restore($0) }, { _ in .stats }, { _ in .tenants },
        { .update($0, try TicketPatch(), ifRevision: nil) },
        {
            .update(
                $0,
                try TicketPatch(title: "a", description: "", priority: .low, status: .closed, assignee: ""),
                ifRevision: 4)
        },
        { .delete($0, ifRevision: nil) }, { .delete($0, ifRevision: 3) }, { .history($0, cursor: nil) },
        { .history($0, cursor: "5") }, { _ in .list(ListQuery()) },
        { _ in
            .list(
                ListQuery(
                    filter: TicketFilter(
                        statuses: [.open, .closed], priorities: [.high], assignee: "lee", words: ["a", "b"]),
                    sort: TicketSort(field: .title, order: .ascending), limit: 7, start: .offset(14)))
        },
        { _ in .list(ListQuery(limit: 1000, start: .cursor("abc"))) }, { _ in .events(EventQuery()) },
        { _ in
            .events(
                EventQuery(afterSequence: 9, since: Timestamp(milliseconds: 1_795_218_191_123), limit: 1000))
        },
    ]
}
