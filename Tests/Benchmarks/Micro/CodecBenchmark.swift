import Foundation
import JSON
import TicketService
import TicketWire
import Tickets

/// The codec beside Foundation's.
struct CodecBenchmark {
    /// A ticket as Foundation codes it.
    private struct PlainTicket: Codable {
        let id, title, description, priority, status: String
        let created_at, updated_at, tenant_id: String
        let created_by, assignee: String?
        let revision: Int
    }

    func run() {
        var samples = Samples(seed: 1)
        let tickets = (0..<20).map { _ in samples.ticket() }
        let encoded = tickets.map(\.encoded)
        let plain = encoded.compactMap { try? JSONDecoder().decode(PlainTicket.self, from: Data($0)) }
        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        var sink = 0
        func compare(_ what: String, _ count: Int, _ own: (Int) -> Void, _ foundation: (Int) -> Void) {
            let (ours, theirs) = (Times(count, own), Times(count, foundation))
            let ratio = (theirs.microseconds(0.5) / ours.microseconds(0.5) * 10).rounded() / 10
            MicroBenchmark.report(what, ours, beside: "Foundation \(theirs.text(0.5)), \(ratio) times")
        }
        compare("encode a ticket of \(encoded[0].count) bytes", 20_000) {
            sink &+= tickets[$0 % 20].encoded.count
        } _: {
            sink &+= (try? encoder.encode(plain[$0 % 20]).count) ?? 0
        }
        compare("decode a ticket", 20_000) {
            sink &+= Ticket(encoded: encoded[$0 % 20])?.revision ?? 0
        } _: {
            sink &+= (try? decoder.decode(PlainTicket.self, from: Data(encoded[$0 % 20])).revision) ?? 0
        }
        compare("encode a list of 20", 2000) { _ in
            sink &+= ReplyData.tickets(tickets).encoded.count
        } _: { _ in
            sink &+= (try? encoder.encode(plain).count) ?? 0
        }
        let list = ReplyData.tickets(tickets).encoded
        compare("decode a list of 20", 2000) { _ in
            sink &+= (try? JSONValue(parsing: list).array?.count) ?? 0
        } _: { _ in
            sink &+= (try? decoder.decode([PlainTicket].self, from: Data(list)).count) ?? 0
        }
        let records = tickets.map { TicketRecord(Samples.creation($0)).encoded }
        MicroBenchmark.report(
            "decode a record of the log",
            Times(20_000) { sink &+= (try? TicketRecord(decoding: records[$0 % 20]).change.revision) ?? 0 })
        let request = Array(
            #"{"action":"get","tenant_id":"acme","data":{"id":"0198c000-0000-7000-8000-000000000001"}}"#.utf8)
        MicroBenchmark.report(
            "decode a get request",
            Times(20_000) { _ in
                sink &+= (try? ServiceRequest(decoding: request, scopedTo: nil).tenant.name.count) ?? 0
            })
        precondition(sink != 0)
    }
}
