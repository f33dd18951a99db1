import NATS
import Support
import Testing
import TicketClient
import TicketWire
import Tickets

/// Reading any place of the event stream.
struct EventStreamTests {
    @Test(arguments: NATSServerVersion.installed)
    func boundsOfAFullAnEmptyAndNoStream(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let site = EventStreamSite(server: server, connection: connection)
            #expect(try await site.stream.bounds() == nil)
            try await site.createStream()
            let empty = try #require(try await site.stream.bounds())
            #expect(empty.firstSequence == 1 && empty.lastSequence == 0 && empty.isEmpty)
            #expect(empty.firstTime == nil && empty.lastTime == nil)
            #expect(try await site.stream.entries(from: 1, limit: 5).isEmpty)
            #expect(try await site.stream.entries(before: 9, limit: 5).isEmpty)
            #expect(try await site.stream.sequence(at: Timestamp(milliseconds: 0)) == 1)
            try await site.publish(1...5)
            let full = try #require(try await site.stream.bounds())
            #expect(full.firstSequence == 1 && full.lastSequence == 5 && full.messages == 5)
            let times = try await site.stream.entries(from: 1, limit: 9).map(\.time)
            #expect(full.firstTime == times.first && full.lastTime == times.last)
            try await connection.jetStream.purgeStream(Subjects.eventStream)
            let purged = try #require(try await site.stream.bounds())
            #expect(purged.firstSequence == 6 && purged.lastSequence == 5 && purged.isEmpty)
        }
    }

    @Test(arguments: NATSServerVersion.installed, ["file", "memory"])
    func windowsForwardsAndBackwards(version: NATSServerVersion, storage: String) async throws {
        try await EventStreamSite.with(version, storage: storage) { site in
            try await site.publish(1...400)
            // Holes that are larger than what is asked for together, and single ones.
            let holes = Set(UInt64(50)...300).union([7, 310, 400])
            try await site.delete(holes.sorted())
            let kept = (UInt64(1)...400).filter { !holes.contains($0) }
            for (from, limit) in [
                (0, 10), (1, 6), (5, 5), (45, 20), (60, 3), (299, 500), (400, 5), (999, 5), (1, 0),
            ] {
                let found = try await site.stream.entries(from: UInt64(from), limit: limit).map(\.sequence)
                #expect(found == Array(kept.filter { $0 >= from }.prefix(limit)), "from \(from), \(limit)")
            }
            for (before, limit) in [
                (401, 5), (.max, 5), (400, 1), (301, 10), (305, 8), (60, 3), (8, 10), (1, 5), (9, 0),
                (401, 999),
            ] as [(UInt64, Int)] {
                let found = try await site.stream.entries(before: before, limit: limit).map(\.sequence)
                #expect(
                    found == Array(kept.filter { $0 < before }.suffix(limit)), "before \(before), \(limit)")
            }
            for sequence in [UInt64(1), 49, 301, 399] {
                let entry = try #require(try await site.stream.entries(from: sequence, limit: 1).first)
                let found = try await site.stream.sequence(at: entry.time)
                let there = try #require(try await site.stream.entries(from: found, limit: 1).first)
                let earlier = try await site.stream.entries(before: found, limit: 1).first
                #expect(there.time == entry.time && earlier.map { $0.time < entry.time } ?? true)
            }
            #expect(try await site.stream.sequence(at: Timestamp(milliseconds: 0)) == 1)
            let late = Timestamp("2999-01-01T00:00:00Z")!
            #expect(try await site.stream.sequence(at: late) == 401)
        }
    }

    /// The same window costs the same requests, however many messages the stream has: 1,000,000 here.
    @Test(.timeLimit(.minutes(5)))
    func windowsOfALargeStreamAreQuick() async throws {
        // Version 2.9 walks over a whole memory store to make a consumer in its middle.
        try await EventStreamSite.with(storage: "memory") { site in
            try await site.flood(2_000)
            let small = try await windowTime(site, 1_000)
            try await site.flood(998_000)
            let large = try await windowTime(site, 500_000)
            print("window of 100: \(small) of 2,000 messages, \(large) of 1,000,000")
            // Not even one scan of a million messages fits in: that takes ten times as long.
            #expect(large < max(small * 5, .milliseconds(60)))
        }
    }

    /// The quickest of some readings of a window, back and forth, and of the sequence of its time.
    private func windowTime(_ site: EventStreamSite, _ sequence: UInt64) async throws -> Duration {
        var best = Duration.seconds(60)
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let after = try await site.stream.entries(from: sequence, limit: 100)
            let before = try await site.stream.entries(before: sequence, limit: 100)
            _ = try await site.stream.sequence(at: try #require(after.last).time)
            best = min(best, start.duration(to: .now))
            #expect(before.map(\.sequence) == Array(sequence - 100..<sequence))
            #expect(after.map(\.sequence) == Array(sequence..<sequence + 100))
        }
        return best
    }
}
