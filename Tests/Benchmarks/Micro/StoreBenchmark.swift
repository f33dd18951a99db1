import LogLines
import Foundation
import TicketService
import TicketWire
import Tickets

/// A store of many tickets of one tenant, asked as a client asks.
struct StoreBenchmark {
    let count: Int

    func run() async {
        let name = "\(count) tickets: "
        let store = MemoryStore()
        let service = Service(store: store)
        var samples = Samples(seed: 7)
        var ids: [TicketID] = []
        var times: [Duration] = []
        times.reserveCapacity(count)
        ids.reserveCapacity(count)
        let clock = ContinuousClock()
        for _ in 0..<count {
            let ticket = samples.ticket()
            ids.append(ticket.id)
            let record = TicketRecord(Samples.creation(ticket))
            times.append(clock.measure { _ = try? store.projection.append(record) })
        }
        MicroBenchmark.report(name + "append", Times(times))
        let runs = count > 100_000 ? 300 : 2000
        func ask(_ what: String, _ data: [String], _ action: String = "list", runs: Int = runs) async {
            let bodies = data.map {
                Array(#"{"action":"\#(action)","tenant_id":"default","data":{\#($0)}}"#.utf8)
            }
            let first = await clock.measure { _ = await service.handle(bodies[0]) }
            var times: [Duration] = []
            var size = 0
            for run in 1...runs {
                let body = bodies[run % bodies.count]
                times.append(await clock.measure { size = await service.handle(body).payload.count })
            }
            MicroBenchmark.report(
                name + what, Times(times), beside: "\(size) bytes, first \(Times([first]).text(0))")
        }
        func ask(_ what: String, _ data: String, _ action: String = "list", runs: Int = runs) async {
            await ask(what, [data], action, runs: runs)
        }
        await ask("get", #""id":"\#(ids[count / 3])""#, "get", runs: 5000)
        await ask("list 20", #""limit":20"#)
        for sort in ["updated_at", "priority", "status", "title"] {
            await ask("list 20 by \(sort)", #""limit":20,"sort":"\#(sort)""#)
        }
        await ask("list 20 open, high", #""limit":20,"status":"open","priority":"high""#)
        for word in ["kenba", "lix", "dom", "o", "404", "dead", "nothere"] {
            await ask(
                "open, \"\(word)\", by title",
                #""limit":20,"status":"open","search":"\#(word)","sort":"title""#)
        }
        // Always other words, as people have other ids in mind.
        let parts = (0..<runs + 1).map { String(UInt32(truncatingIfNeeded: $0 &* 0x9E37_79B9), radix: 16) }
        for length in [2, 4, 8] {
            await ask(
                "open, \(length) digits of an id, by title",
                parts.map {
                    #""limit":20,"status":"open","search":"\#($0.suffix(length))","sort":"title""#
                })
        }
        await ask("\"ba chi wes\", by priority", #""limit":20,"search":"ba chi wes","sort":"priority""#)
    }

    /// What a ticket takes in a projection that is fed by a log.
    func runMemory() {
        let before = StoreBenchmark.residentBytes()
        let projection = Projection(clock: systemTime)
        var samples = Samples(seed: 7)
        var size = 0
        let time = ContinuousClock().measure {
            for number in 0..<count {
                let ticket = samples.ticket()
                size += ticket.encoded.count
                projection.apply(TicketRecord(Samples.creation(ticket)), sequence: UInt64(number + 1))
            }
        }
        let bytes = (StoreBenchmark.residentBytes() - before) / count
        projection.prepareOrders()
        let ordered = (StoreBenchmark.residentBytes() - before) / count
        print(
            "| \(count) tickets: memory | \(bytes) bytes a ticket, \(ordered) when ready for lists "
                + "| of \(size / count) bytes | \(time) |")
        precondition(projection.ticketCount == count)
    }

    /// How much memory the process has.
    private static func residentBytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
    }
}
