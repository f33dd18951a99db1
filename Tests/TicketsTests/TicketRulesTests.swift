import Testing
import Tickets

@Suite("The rules for the text of a ticket")
struct TicketRulesTests {
    private static func times(_ count: Int, _ text: String) -> String {
        String(repeating: text, count: count)
    }

    @Test(
        "Titles: 1 to 200 code points after trimming, one line",
        arguments: [
            ("Printer on fire", "Printer on fire"), (" \t\n a b \u{3000}\u{A0}\u{85}", "a b"),
            (times(199, "x"), times(199, "x")), (times(200, "x"), times(200, "x")), (times(201, "x"), nil),
            (" " + times(200, "x") + " ", times(200, "x")),
            (times(200, "\u{1F525}"), times(200, "\u{1F525}")),
            (times(100, "e\u{301}"), times(100, "e\u{301}")), (times(101, "e\u{301}"), nil),
            (times(40, "👩‍👩‍👧"), times(40, "👩‍👩‍👧")), (times(41, "👩‍👩‍👧"), nil),
            ("", nil), (" \u{2003}\u{2028} ", nil), ("a\u{85}b", nil), ("a\nb", nil), ("a\tb", nil),
            ("a\u{0}b", nil),
            ("a\u{1B}[2Jb", nil), ("a\u{7F}b", nil), ("a\u{9B}b", nil), ("a\u{202E}b", nil),
            ("a\u{2066}b", nil),
            ("a\u{61C}b", nil), ("\u{200F}", nil), ("a\u{200D}b", "a\u{200D}b"), ("a\u{2028}b", "a\u{2028}b"),
        ] as [(String, String?)])
    func title(text: String, expected: String?) {
        #expect((try? TicketRules.title(text)) == expected)
    }

    @Test(
        "Descriptions: at most 1000 code points, line feed and tab allowed, nothing trimmed",
        arguments: [
            ("", true), (" a\n\tb ", true), (times(1000, "é"), true), (times(1001, "é"), false),
            ("a\rb", false),
            ("a\u{B}b", false), ("a\u{85}b", false), ("\u{0}", false), ("a\u{202E}b", true),
        ])
    func description(text: String, isLegal: Bool) {
        #expect((try? TicketRules.description(text)) == (isLegal ? text : nil))
    }

    @Test("Names: at most 100 code points, absent when empty")
    func name() throws {
        #expect(try TicketRules.name(" lee ", field: "assignee") == "lee")
        #expect(try TicketRules.name(" \t", field: "assignee") == nil)
        #expect(try TicketRules.name(Self.times(100, "é"), field: "assignee") == Self.times(100, "é"))
        for text in [Self.times(101, "é"), "a\nb", "a\u{202A}b"] {
            let error = #expect(throws: FieldViolation.self) { try TicketRules.name(text, field: "assignee") }
            #expect(error?.field == "assignee")
        }
    }

    @Test("Messages can stand behind the name of the field")
    func messages() {
        let empty = #expect(throws: FieldViolation.self) { try TicketRules.title(" ") }
        #expect(empty == FieldViolation(field: "title", message: "is required"))
        let long = #expect(throws: FieldViolation.self) { try TicketRules.title(Self.times(201, "x")) }
        #expect(long?.message == "is 201 characters long, at most 200 are allowed")
        let key = #expect(throws: FieldViolation.self) { try TicketRules.requestKey(Self.times(129, "x")) }
        #expect(key?.message == "is 129 characters long, at most 128 are allowed")
    }
}
