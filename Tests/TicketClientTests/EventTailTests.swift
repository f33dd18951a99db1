import JSON
import NATS
import Support
import Testing
import TicketClient
import TicketWire
import Tickets

/// The tail of the event stream, also through a server's death.
struct EventTailTests {
    /// Runs a tail beside the body.
    private func withTail(
        _ site: EventStreamSite, from start: EventTail.Start,
        _ body: @escaping @Sendable (TailRecord) async throws -> Void
    ) async throws {
        let record = TailRecord()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await EventTail(site.connection, from: start).run { record.add($0) } }
            defer { group.cancelAll() }
            try await body(record)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func beginsWhereItIsTold(version: NATSServerVersion) async throws {
        try await EventStreamSite.with(version) { site in
            try await site.publish(1...10)
            let sixth = try #require(try await site.stream.entries(from: 6, limit: 1).first)
            for (start, expected) in [
                (.last(3), Array(8...10)), (.last(0), []), (.last(99), Array(1...10)),
                (.beginning, Array(1...10)), (.sequence(4), Array(4...10)), (.sequence(0), Array(1...10)),
                (.sequence(11), []), (.time(sixth.time), nil),
                (.time(sixth.time.advanced(by: .seconds(60))), []),
            ] as [(EventTail.Start, [UInt64]?)] {
                try await withTail(site, from: start) { record in
                    try await eventually("following from \(start)") { record.current.course.contains("f") }
                    let state = record.current
                    if let expected {
                        #expect(state.sequences == expected, "\(start)")
                    } else {
                        // Several may have been stored in one millisecond.
                        #expect(state.sequences.last == 10 && (1...6).contains(state.sequences.first ?? 0))
                    }
                    #expect(state.course == (state.sequences.isEmpty ? "of" : "oef"), "\(start)")
                    #expect(state.gaps.isEmpty && state.pending.last ?? 0 == 0)
                }
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func aSequenceThatIsStillToComeIsWaitedFor(version: NATSServerVersion) async throws {
        try await EventStreamSite.with(version) { site in
            try await site.publish(1...3)
            try await withTail(site, from: .sequence(6)) { record in
                try await eventually("following") { record.current.course == "of" }
                try await site.publish(4...7, behind: 3)
                try await eventually("the sixth") { record.current.sequences == [6, 7] }
                #expect(record.current.gaps.isEmpty)
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func whatTheStreamDoesNotHaveIsAGap(version: NATSServerVersion) async throws {
        try await EventStreamSite.with(version) { site in
            try await site.publish(1...20)
            try await site.delete([5, 6, 11, 20])
            try await withTail(site, from: .beginning) { record in
                // The last one is deleted, too: following must not wait for it.
                try await eventually("following") { record.current.course == "oegegef" }
                try await site.publish(21...22, behind: 20)
                try await eventually("the new ones") { record.current.sequences.last == 22 }
                #expect(record.current.gaps == [5...6, 11...11, 20...20])
                let all = Set(UInt64(1)...22).subtracting([5, 6, 11, 20]).sorted()
                #expect(record.current.sequences == all)
            }
            try await site.connection.jetStream.purgeStream(Subjects.eventStream, below: 15)
            try await withTail(site, from: .sequence(3)) { record in
                try await eventually("following") { record.current.course.contains("f") }
                #expect(record.current.gaps == [3...14, 20...20])
            }
            // The last three there are, not three sequences.
            try await withTail(site, from: .last(3)) { record in
                try await eventually("following") { record.current.course.contains("f") }
                #expect(record.current.sequences == [19, 21, 22] && record.current.gaps == [20...20])
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func killedServerInABurstCostsNothing(version: NATSServerVersion) async throws {
        try await EventStreamSite.with(version) { site in
            try await withTail(site, from: .beginning) { record in
                let publishing = Task { try await site.publish(1...1500) }
                for round in UInt64(1)...3 {
                    try await eventually("a burst under way", within: .seconds(20)) {
                        record.current.sequences.count >= round * 300
                    }
                    site.server.kill9()
                    try await site.server.restart()
                }
                try await withDeadline(.seconds(30)) { try await publishing.value }
                try await eventually("the last one", within: .seconds(30)) {
                    record.current.sequences.last == 1500
                }
                let state = record.current
                #expect(state.sequences == Array(1...1500))
                #expect(state.numbers == (1...1500).map { #"{"n":\#($0)}"# })
                #expect(state.gaps.isEmpty)
                // A word about each gap in time.
                #expect(state.course.filter { $0 == "i" }.count >= 3, "\(state.course)")
                #expect(state.course.hasSuffix("e") || state.course.hasSuffix("f"), "\(state.course)")
            }
        }
    }

    @Test func evictedWhileAwayIsAGap() async throws {
        try await EventStreamSite.with { site in
            try await site.publish(1...10)
            try await withTail(site, from: .beginning) { record in
                try await eventually("following") { record.current.course == "oef" }
                let names = try await site.connection.jetStream.api("CONSUMER.NAMES.\(Subjects.eventStream)")
                // Without its consumer the tail gets nothing until it has noticed.
                for name in names["consumers"]?.array?.compactMap(\.string) ?? [] {
                    try await site.connection.jetStream.api(
                        "CONSUMER.DELETE.\(Subjects.eventStream).\(name)")
                }
                try await site.publish(11...30, behind: 10)
                try await site.connection.jetStream.purgeStream(Subjects.eventStream, below: 26)
                try await eventually("the rest", within: .seconds(20)) { record.current.sequences.last == 30 }
                let missing = record.current.gaps.reduce(0) { $0 + $1.count }
                #expect(missing + record.current.sequences.count == 30)
                #expect(record.current.sequences == record.current.sequences.sorted())
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func aStreamThatComesLaterOrAnewIsRead(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let site = EventStreamSite(server: server, connection: connection)
            try await self.withTail(site, from: .last(5)) { record in
                try await eventually("no stream") { record.current.course.hasPrefix("ou") }
                try await site.createStream()
                try await site.publish(1...3)
                try await eventually("the first stream") { record.current.sequences == [1, 2, 3] }
                try await connection.jetStream.deleteStream(Subjects.eventStream)
                try await site.createStream()
                try await site.publish(1...2)
                try await eventually("the second stream", within: .seconds(20)) {
                    record.current.sequences == [1, 2, 3, 1, 2]
                }
                #expect(record.current.course.contains("i") && record.current.gaps.isEmpty)
            }
        }
    }

    @Test func aStreamRestoredFromABackupIsFollowedOn() async throws {
        try await EventStreamSite.with { site in
            let folder = site.server.directory.path
            try await site.publish(1...3)
            site.server.kill9()
            _ = try await run(["/bin/cp", "-a", "\(folder)/data", "\(folder)/backup"])
            try await site.server.restart()
            try await withTail(site, from: .beginning) { record in
                try await site.publish(4...6, behind: 3)
                try await eventually("all of them") { record.current.sequences.last == 6 }
                site.server.kill9()
                _ = try await run(["/bin/rm", "-r", "\(folder)/data"])
                _ = try await run(["/bin/mv", "\(folder)/backup", "\(folder)/data"])
                try await site.server.restart()
                try await site.publish(7...10, behind: 3)
                try await eventually("the new ones", within: .seconds(20)) {
                    record.current.numbers.last == #"{"n":10}"#
                }
                #expect(record.current.sequences == Array(1...6) + Array(4...7))
                #expect(record.current.numbers == (1...10).map { #"{"n":\#($0)}"# })
            }
        }
    }

    @Test func cancelledItLeavesNoConsumer() async throws {
        try await EventStreamSite.with { site in
            try await site.publish(1...3)
            try await withTail(site, from: .beginning) { record in
                try await eventually("following") { record.current.course == "oef" }
            }
            try await eventually("no consumer left") {
                let info = try await site.connection.jetStream.streamInfo(Subjects.eventStream)
                return info?["state"]?["consumer_count"] == 0
            }
        }
    }
}
