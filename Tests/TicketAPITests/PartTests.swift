import HTTPTypes
import JSON
import TicketClient
import Testing

@testable import TicketAPI

/// The small parts, without any server.
@Suite struct PartTests {
    @Test(arguments: [
        ("plain", "plain"), ("%41%62", "Ab"), ("a+b", "a b"), ("%C3%A9", "é"), ("%2B", "+"), ("", ""),
    ])
    func textOfAQueryIsDecoded(_ text: String, _ expected: String) {
        #expect(PercentText.decode(text, plusIsSpace: true) == expected)
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff", "%C3", "a%"])
    func malformedTextIsRefused(_ text: String) {
        #expect(PercentText.decode(text) == nil)
        #expect(throws: APIError.self) { try QueryFields("search=\(text)") }
    }

    @Test func aPlusInAPathIsAPlus() { #expect(PercentText.decode("a+b") == "a+b") }

    @Test func repeatedFieldsAreArraysAndUnknownOnesAreIgnored() throws {
        let query = try QueryFields("status=open&limit=5&status=closed&color=red&search=a%20b&offset=x&&sort")
        let data = query.data(texts: ["status", "search", "sort"], numbers: ["limit", "offset"])
        #expect(
            JSONValue.object(data) == [
                "status": ["open", "closed"], "limit": 5, "search": "a b", "offset": "x", "sort": "",
            ])
    }

    @Test(arguments: ["-1", "1.5", "99999999999999999999", "+3", " 3"])
    func whatIsNoNumberStaysAText(_ text: String) throws {
        let field = text.replacing("+", with: "%2B").replacing(" ", with: "%20")
        let data = try QueryFields("limit=\(field)").data(texts: [], numbers: ["limit"])
        #expect(data["limit"] == .string(text))
    }

    @Test(arguments: [
        ("r-1", "r-1"), ("a b\tc", "abc"), ("ü", nil), ("", nil), ("x\r\nEvil: 1", "xEvil:1"),
    ])
    func requestIDsAreCleaned(_ text: String, _ expected: String?) {
        #expect(RequestID.cleaned(text) == expected)
    }

    @Test func requestIDsAreCutAndMade() {
        #expect(RequestID.cleaned(String(repeating: "x", count: 500))?.count == RequestID.limit)
        #expect(RequestID.cleaned(nil) == nil)
        #expect(RequestID.make() != RequestID.make())
        #expect(RequestID.cleaned(RequestID.make())?.isEmpty == false)
    }

    @Test func conditionsAreRead() throws {
        #expect(try RevisionCondition(nil) == .any)
        #expect(try RevisionCondition("*") == .any)
        #expect(try RevisionCondition("\"3\"") == .revision(3))
        #expect(try RevisionCondition("3") == .revision(3))
        for tag in [
            "W/\"3\"", "\"abc\"", "\"0\"", "\"03\"", "\"\"", "\"-1\"", "\"99999999999999999999\"", "0",
        ] {
            #expect(try RevisionCondition(tag) == .never)
        }
        for text in ["x", "\"3", "\"1\", \"2\"", "", "\""] {
            #expect(throws: APIError.self) { try RevisionCondition(text) }
        }
    }

    @Test(arguments: [
        ("\"3\"", true), ("W/\"3\"", true), ("*", true), (" * ", true), ("\"1\", \"3\"", true),
        ("\"1\",W/\"3\" , \"5\"", true), (", ,\"3\"", true), ("\"a,b\",\"3\"", true),
        ("\"30\"", false), ("\"1\", \"2\"", false), ("3", false), ("", false), ("\"3", false), ("**", false),
        ("\"a,\"3\"", false), ("w/\"3\"", false),
    ])
    func tagsAreCompared(_ header: String, _ isThere: Bool) {
        #expect(EntityTags(header).contains("\"3\"") == isThere)
    }

    @Test func withoutTagsNothingMatches() { #expect(!EntityTags(nil).contains("\"3\"")) }

    @Test(
        arguments: [
            (#"{"success":true,"data":{"id":"a","revision":7,"x":[1,{"revision":9}]}}"#, 200, "a", 7),
            (#" { "data" : { "revision" : 2 , "id" : "b" } , "success" : true } "#, 200, "b", 2),
            (#"{"success":false,"error":"a \"quoted\\\" }{ text","code":404}"#, 404, nil, nil),
            (#"{"success":false,"error":"x","code":409,"data":{"id":"c","revision":3}}"#, 409, "c", 3),
            (#"{"success":false,"error":"no code"}"#, 502, nil, nil),
            (#"{"success":false,"code":200}"#, 502, nil, nil),
            ("[]", 502, nil, nil), ("", 502, nil, nil), (#"{"success":tru"#, 502, nil, nil),
            ("{\"", 502, nil, nil),
            (#"{"code":400,"success":"false"}"#, 400, nil, nil),
        ] as [(String, Int, String?, Int?)])
    func repliesAreOutlined(_ text: String, _ code: Int, _ id: String?, _ revision: Int?) {
        let outline = ReplyOutline(Array(text.utf8), findsTicket: true)
        #expect(outline.code == code)
        #expect(outline.id == id)
        #expect(outline.revision == revision)
    }

    @Test func failuresOfTheServiceHaveAStatus() {
        func status(_ kind: ClientError.Kind, isWrite: Bool = false) -> Int {
            APIError(ClientError(kind: kind, message: "m"), isWrite: isWrite).status.code
        }
        #expect(status(.noService) == 503)
        #expect(status(.disconnected) == 503)
        #expect(status(.notPermitted) == 503)
        #expect(status(.unknownOutcome) == 504)
        #expect(status(.unknownOutcome, isWrite: true) == 504)
        #expect(status(.notSent) == 413)
        #expect(status(.unreadableReply) == 502)
    }

    @Test(arguments: [
        ("/api/v1/tickets", Resource.tickets, ""), ("/api/v1/tickets/7", .ticket, "7"),
        ("/api/v1/tickets/7/history", .history, "7"), ("/api/v1/events", .events, ""),
        ("/docs", .documentation, ""),
    ])
    func pathsAreFound(_ path: String, _ resource: Resource, _ id: String) {
        let found = Resource.find(path)
        #expect(found?.resource == resource)
        #expect(found.map { String($0.id) } == id)
    }

    @Test(arguments: [
        "", "/", "/api/v1/tickets/", "/api/v1/tickets//history", "/api/v1/tickets/7/",
        "/api/v1/tickets/7/histories",
        "/api/v1/tickets/7/history/", "/api/v1/ticketsx", "/API/v1/tickets", "/docs/", "//docs",
    ])
    func otherPathsAreNot(_ path: String) { #expect(Resource.find(path) == nil) }
}
