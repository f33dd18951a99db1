import Testing
import Tickets

@Suite("Ticket ids and tenant names")
struct IdentityTests {
    @Test("A new id is a lower-case UUID of version 7 that holds its moment")
    func version7() throws {
        var random = SystemRandomNumberGenerator()
        let time = Timestamp(milliseconds: 1_795_218_191_123)
        for _ in 0..<1000 {
            let id = TicketID(at: time, using: &random)
            let text = Array(id.description)
            #expect(text.count == 36)
            #expect(text[14] == "7")
            #expect("89ab".contains(text[19]))
            #expect(id.description == id.description.lowercased())
            #expect(id.time == time)
            #expect(TicketID(id.description) == id)
            #expect(TicketID(bytes: id.bytes) == id)
        }
    }

    @Test("Ids are in the order of their moments")
    func order() {
        var random = SystemRandomNumberGenerator()
        let ids = (0..<100).map { TicketID(at: Timestamp(milliseconds: $0 * 1000), using: &random) }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test(
        "Any UUID is read, nothing else",
        arguments: [
            ("0198c0de-0000-7000-8000-00000000abcd", true), ("0198C0DE-0000-7000-8000-00000000ABCD", true),
            ("00000000-0000-0000-0000-000000000000", true), ("", false),
            ("0198c0de00007000800000000000abcd", false), ("0198c0de-0000-7000-8000-00000000abc", false),
            ("0198c0de-0000-7000-8000-00000000abcde", false), ("0198c0de-0000-7000-8000-00000000abcg", false),
            ("{198c0de-0000-7000-8000-00000000abcd}", false),
            (" 0198c0de-0000-7000-8000-00000000abcd", false),
        ])
    func reads(text: String, isLegal: Bool) {
        let id = TicketID(text)
        #expect((id != nil) == isLegal)
        #expect(id.map { $0.description == text.lowercased() } ?? true)
    }

    @Test(
        "A tenant's name can stand in a subject",
        arguments: [
            ("acme", true), ("A-Z_09", true), (String(repeating: "a", count: 64), true), ("", false),
            (String(repeating: "a", count: 65), false), ("a.b", false), ("*", false), (">", false),
            ("a b", false),
            ("é", false), ("a\n", false), ("а", false),
        ])
    func tenant(name: String, isLegal: Bool) {
        #expect((Tenant(name) != nil) == isLegal)
    }
}
