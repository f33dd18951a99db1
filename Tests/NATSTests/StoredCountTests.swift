import JSON
import NATS
import Support
import Testing

/// How many messages a consumer would find.
struct StoredCountTests {
    @Test(arguments: NATSServerVersion.installed)
    func messagesAreCountedFromEveryStart(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            // Not in memory: 2.9.10 ends when such a stream whose last message was removed is asked by time.
            try await jetStream.createStream(["name": "EVENTS", "subjects": ["e.>"], "storage": "file"])
            for subject in ["e.a", "e.b", "e.a", "e.a", "e.b"] { try await jetStream.publish(subject, [1]) }
            // The last message of all and one in the middle are gone.
            for sequence in [3, 5] {
                try await jetStream.api("STREAM.MSG.DELETE.EVENTS", ["seq": .integer(Int64(sequence))])
            }
            func count(_ subjects: [String], _ start: ConsumerOptions.Start) async throws -> UInt64 {
                try await jetStream.storedCount(
                    ConsumerOptions(stream: "EVENTS", filterSubjects: subjects, start: start))
            }
            #expect(try await count([], .all) == 3)
            #expect(try await count(["e.a"], .all) == 2)
            #expect(try await count(["e.b"], .sequence(3)) == 0)
            #expect(try await count(["e.>"], .sequence(2)) == 2)
            #expect(try await count([], .sequence(100)) == 0)
            #expect(try await count([], .time(nanoseconds: 0)) == 3)
            #expect(try await count([], .time(nanoseconds: .max)) == 0)
            let consumers = try await jetStream.api("CONSUMER.NAMES.EVENTS")
            #expect(consumers["total"]?.integer == 0, "nothing is left on the server")
            await #expect(throws: NATSError.self) {
                try await jetStream.storedCount(ConsumerOptions(stream: "NONE"))
            }
        }
    }
}
