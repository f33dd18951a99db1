import JSON
import NATS
import Support
import Synchronization
import Testing

/// Streams, publishing with expectations, buckets.
@Suite struct JetStreamTests {
    static func events(_ name: String = "EVENTS", _ subjects: [JSONValue] = ["e.>"]) -> JSONValue {
        ["name": .string(name), "subjects": .array(subjects), "storage": "memory"]
    }

    @Test(arguments: NATSServerVersion.installed)
    func publishIsAcknowledged(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(Self.events())
            let first = try await jetStream.publish("e.a", [1], options: .init(messageID: "one"))
            #expect(first == PublishAcknowledgement(stream: "EVENTS", sequence: 1, isDuplicate: false))
            let again = try await jetStream.publish("e.a", [1], options: .init(messageID: "one"))
            #expect(again == PublishAcknowledgement(stream: "EVENTS", sequence: 1, isDuplicate: true))
            let second = try await jetStream.publish(
                "e.b", [2], headers: ["A": "b"],
                options: .init(
                    messageID: "two", expectedLastSequence: 1, expectedLastSubjectSequence: 0,
                    expectedStream: "EVENTS", expectedLastMessageID: "one"))
            #expect(second.sequence == 2)
            let stored = try #require(try await jetStream.message(stream: "EVENTS", sequence: 2))
            #expect(stored.headers["A"] == "b" && stored.headers["Nats-Msg-Id"] == "two")
            #expect(stored.payload == [2] && stored.subject == "e.b" && stored.sequence == 2)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func failedExpectationsAreTyped(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(Self.events())
            try await jetStream.publish("e.a", [1])
            for options in [
                PublishOptions(expectedLastSequence: 0), PublishOptions(expectedLastSequence: 7),
                PublishOptions(expectedLastSubjectSequence: 0),
                PublishOptions(expectedLastSubjectSequence: 9),
            ] {
                let error = await #expect(throws: NATSError.self) {
                    try await jetStream.publish("e.a", [2], options: options)
                }
                #expect(error?.isWrongLastSequence == true)
                #expect(error?.code == .jetStream(code: 400, errorCode: 10071))
            }
            for options in [
                PublishOptions(expectedStream: "OTHER"), PublishOptions(expectedLastMessageID: "none"),
            ] {
                let error = await #expect(throws: NATSError.self) {
                    try await jetStream.publish("e.a", [2], options: options)
                }
                guard case .jetStream(code: 400, _) = error?.code else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(error?.isWrongLastSequence == false)
            }
            #expect(try await jetStream.streamInfo("EVENTS")?["state"]?["messages"]?.integer == 1)
        }
    }

    @Test func nobodyTakesIt() async throws {
        try await NATSServer.with { _, connection in
            let start = ContinuousClock.now
            let error = await #expect(throws: NATSError.self) {
                try await connection.jetStream.publish("nowhere", [])
            }
            #expect(error?.code == .noResponders)
            // It waits for a stream to appear, twice, before it gives up.
            #expect(.now - start >= .milliseconds(500))
        }
    }

    @Test func streamThatAppearsIsFoundByTheRetry() async throws {
        try await NATSServer.with { _, connection in
            async let acknowledgement = connection.jetStream.publish("e.late", [])
            try await connection.jetStream.createStream(Self.events())
            #expect(try await acknowledgement.sequence == 1)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func fencedPublishesMayBeUnderWayTogether(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            try await connection.jetStream.createStream(Self.events())
            let (outcomes, source) = AsyncStream<Result<PublishAcknowledgement, NATSError>>.makeStream()
            for number in 0..<500 {
                connection.jetStream.publish(
                    "e.a", [], options: .init(expectedLastSequence: UInt64(number))
                ) { source.yield($0) }
            }
            var sequences: [UInt64] = []
            for await outcome in outcomes {
                sequences.append(try outcome.get().sequence)
                if sequences.count == 500 { break }
            }
            #expect(sequences == Array(1...500))
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func streamsAreManagedAsJSON(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            #expect(try await jetStream.accountInfo()["memory"]?.integer == 0)
            #expect(try await jetStream.streamInfo("EVENTS") == nil)
            #expect(try await jetStream.deleteStream("EVENTS") == false)
            let created = try await jetStream.createStream(Self.events())
            #expect(created["config"]?["name"] == "EVENTS")
            try await jetStream.createStream(Self.events())
            let error = await #expect(throws: NATSError.self) {
                try await jetStream.createStream(Self.events("EVENTS", ["other"]))
            }
            #expect(error?.code == .jetStream(code: 400, errorCode: 10058))
            var configuration = try #require(created["config"]?.object)
            configuration["subjects"] = ["e.>", "f"]
            let updated = try await jetStream.updateStream(.object(configuration))
            #expect(updated["config"]?["subjects"] == ["e.>", "f"])
            for subject in ["e.a", "e.a", "e.b", "f"] { try await jetStream.publish(subject, [1]) }
            let info = try await jetStream.streamInfo("EVENTS", subjectsFilter: "e.*")
            #expect(info?["state"]?["subjects"] == ["e.a": 2, "e.b": 1])
            #expect(try await jetStream.streamNames(matching: "e.a") == ["EVENTS"])
            #expect(try await jetStream.streamNames(matching: "nothing") == [])
            #expect(try await jetStream.purgeStream("EVENTS", filter: "e.a") == 2)
            #expect(try await jetStream.purgeStream("EVENTS", below: 4) == 1)
            #expect(try await jetStream.deleteStream("EVENTS"))
            #expect(try await jetStream.streamNames() == [])
            await #expect(throws: NATSError.self) { try await jetStream.createStream(["name": "a.b"]) }
        }
    }

    @Test func namesComeInPages() async throws {
        try await NATSServer.with { _, connection in
            for number in 0..<260 {
                try await connection.jetStream.createStream(
                    Self.events("S\(number)", [.string("s.\(number)")]))
            }
            #expect(try await connection.jetStream.streamNames().count == 260)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func bucketIsBoundNotOverwritten(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            #expect(try await jetStream.bindBucket("TICKETS") == nil)
            var options = BucketOptions(storage: .memory)
            options.history = 5
            options.description = "ours"
            let bucket = try await jetStream.createBucket("TICKETS", options)
            #expect(bucket.stream == "KV_TICKETS")
            let configuration = bucket.info["config"]
            #expect(configuration?["max_msgs_per_subject"] == 5)
            #expect(configuration?["allow_rollup_hdrs"] == true && configuration?["deny_delete"] == true)
            #expect(configuration?["allow_direct"] == true && configuration?["discard"] == "new")
            let again = try await jetStream.createBucket("TICKETS", BucketOptions())
            #expect(again.info["config"]?["max_msgs_per_subject"] == 5)
            #expect(again.info["config"]?["description"] == "ours")
            let subject = bucket.subject("t.acme.1.1")
            #expect(bucket.key(of: subject) == "t.acme.1.1")
            try await jetStream.publish(subject, [1], options: .init(expectedLastSubjectSequence: 0))
            let error = await #expect(throws: NATSError.self) {
                try await jetStream.publish(subject, [2], options: .init(expectedLastSubjectSequence: 0))
            }
            #expect(error?.isWrongLastSequence == true)
            await #expect(throws: NATSError.self) { try await jetStream.createBucket("no.dots") }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func messagesAreReadFromTheLeader(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(Self.events())
            let payload = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
            try await jetStream.publish("e.a", payload, headers: ["Key": "value: x"])
            try await jetStream.publish("e.a", [])
            let first = try #require(try await jetStream.message(stream: "EVENTS", sequence: 1))
            #expect(first.payload == payload)
            #expect(first.headers["Key"] == "value: x")
            // After 2020 and before 2100, in nanoseconds.
            #expect((1_577_836_800_000_000_000..<4_102_444_800_000_000_000).contains(first.timeNanoseconds))
            let last = try #require(try await jetStream.lastMessage(stream: "EVENTS", subject: "e.a"))
            #expect(last.sequence == 2 && last.payload.isEmpty && last.headers.isEmpty)
            #expect(last.timeNanoseconds > first.timeNanoseconds)
            #expect(try await jetStream.message(stream: "EVENTS", sequence: 9) == nil)
            #expect(try await jetStream.lastMessage(stream: "EVENTS", subject: "e.b") == nil)
            await #expect(throws: NATSError.self) {
                try await jetStream.message(stream: "NONE", sequence: 1)
            }
        }
    }
}
