import Testing
import TicketWire
import Tickets

/// The values that the wire tests are about.
struct Samples {
    static let idText = "019a0000-0000-7000-8000-000000000001"
    static let printerText =
        #"{"id":"019a0000-0000-7000-8000-000000000001","title":"Printer on fire","description":"2nd \"floor\"\n","#
        + #""priority":"high","status":"open","created_at":"2026-11-20T23:43:11.123Z","#
        + #""updated_at":"2026-11-20T23:43:12.000Z","tenant_id":"acme","created_by":"maria","assignee":"lee","#
        + #""revision":1}"#

    let acme: Tenant
    let id: TicketID
    let created = Timestamp(milliseconds: 1_795_218_191_123)
    let updated = Timestamp(milliseconds: 1_795_218_192_000)

    init() throws {
        acme = try #require(Tenant("acme"))
        id = try #require(TicketID(Samples.idText))
    }

    var printer: Ticket {
        Ticket(
            id: id, tenant: acme, title: "Printer on fire", description: "2nd \"floor\"\n", priority: .high,
            createdBy: "maria", assignee: "lee", createdAt: created, updatedAt: updated)
    }

    /// The same ticket with as little in it as can be.
    var bare: Ticket {
        Ticket(id: id, tenant: acme, title: "T", createdAt: created, updatedAt: created, revision: 3)
    }

    var bareText: String {
        #"{"id":"\#(Samples.idText)","title":"T","description":"","priority":"medium","status":"open","#
            + #""created_at":"2026-11-20T23:43:11.123Z","updated_at":"2026-11-20T23:43:11.123Z","#
            + #""tenant_id":"acme","revision":3}"#
    }
}

/// Bytes as text.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
