import Testing
import TicketWire
import Tickets

@Suite("Events have the form of the contract")
struct EventTests {
    let samples: Samples

    init() throws { samples = try Samples() }

    @Test(
        "Subject, type and schema of each action",
        arguments: [
            (.create, "ticket.create", false), (.update, "ticket.update", false),
            (.delete, "ticket.delete", false), (.restore, "ticket.create", true),
        ] as [(TicketAction, String, Bool)])
    func kinds(action: TicketAction, subject: String, isRestored: Bool) throws {
        let change = TicketChange(
            action: action, ticket: samples.printer, revision: 5, actor: "lee", at: samples.updated)
        let event = TicketEvent(change)
        #expect(event.subject == subject)
        #expect(Subjects.event(action) == subject)
        #expect(Subjects.tenantEvent(samples.acme, action) == "tenant.acme.events.\(subject)")
        #expect(event.isRestored == isRestored)
        let id = "acme.\(Samples.idText).5"
        let restored = isRestored ? #","restored":true"# : ""
        #expect(
            text(event.encoded)
                == #"{"meta":{"event_id":"\#(id)","tenant":"acme","occurred_at":"2026-11-20T23:43:12.000Z","#
                + #""schema":"\#(subject)@v1","revision":5,"actor":"lee"\#(restored)},"data":\#(Samples.printerText)}"#
        )
        #expect(
            event.headers.map { "\($0.name): \($0.value)" } == [
                "Nats-Msg-Id: \(id)", "Tenant-ID: acme", "Ticket-ID: \(Samples.idText)",
                "Event-Type: \(subject)",
                "Schema: \(subject)@v1", "Content-Type: application/json",
            ])
        #expect(try TicketEvent(decoding: event.encoded) == event)
    }

    @Test("An update says what changed")
    func changes() throws {
        let change = TicketChange(
            action: .update, ticket: samples.bare, revision: 3, actor: nil, at: samples.updated,
            changes: [FieldChange(field: .status, from: "open", to: "resolved")])
        let encoded = TicketEvent(change).encoded
        #expect(
            text(encoded).contains(
                #""schema":"ticket.update@v1","revision":3,"changes":{"status":{"from":"open","to":"resolved"}}},"#
            ))
        #expect(try TicketEvent(decoding: encoded).change == change)
    }

    @Test("An event in another form than the writer's is the same event")
    func otherForms() throws {
        let change = TicketChange(
            action: .update, ticket: samples.printer, revision: 5, actor: "lee", at: samples.updated,
            changes: [FieldChange(field: .assignee, from: nil, to: "l\"ee")])
        let event = TicketEvent(change)
        let written = text(event.encoded)
        for other in [
            written.replacing("{\"meta\"", with: "{ \"meta\""), written.replacing("}}", with: "} }"),
            written.replacing("\"revision\":5", with: "\"new\":[1],\"revision\":5"),
            written.replacing("\"actor\":\"lee\"", with: "\"actor\":\"l\\u0065e\""),
        ] {
            #expect(other != written)
            #expect(try TicketEvent(decoding: Array(other.utf8)) == event, "\(other)")
        }
        for damaged in [
            String(written.dropLast()), written + "x", written.replacing("@v1", with: ""),
            written.replacing("ticket.update", with: "ticket.other"),
            written.replacing("high", with: "hi\ngh"),
            written.replacing("2026-11-20T23", with: "2026-11-20T25"),
        ] where damaged != written {
            let isRead = (try? TicketEvent(decoding: Array(damaged.utf8))) != nil
            // A schema without a version names the event all the same.
            #expect(isRead == damaged.contains("\"ticket.update\""), "\(damaged)")
        }
    }

    @Test("The same change has the same id, another revision another one")
    func identity() {
        func id(_ revision: Int) -> String {
            TicketEvent(
                TicketChange(
                    action: .delete, ticket: samples.bare, revision: revision, actor: nil, at: samples.created
                )
            ).id
        }
        #expect(id(3) == id(3))
        #expect(id(3) != id(4))
    }

    @Test("Requests of a tenant's own subject")
    func subjects() throws {
        #expect(Subjects.service(for: samples.acme) == "ticket.service.acme")
        #expect(Subjects.tenantEvents(samples.acme) == "tenant.acme.events.>")
        #expect(Subjects.tenant(ofService: "ticket.service.acme") == samples.acme)
        #expect(Subjects.tenant(ofService: "ticket.service") == nil)
        #expect(Subjects.tenant(ofService: "ticket.service.a$b") == nil)
    }

    @Test("What is no event is an error", arguments: ["{}", "[1]", #"{"meta":{},"data":{}}"#, "x"])
    func malformed(body: String) {
        #expect(throws: WireError.self) { try TicketEvent(decoding: Array(body.utf8)) }
    }
}
