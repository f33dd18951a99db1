import JSON
import NATS
import Support
import Synchronization
import Testing

/// Reading a stream in order, whatever happens meanwhile.
@Suite struct OrderedConsumerTests {
    static func fill(_ connection: Connection, _ range: ClosedRange<Int>, subject: String = "e.a")
        async throws
    {
        for number in range {
            try await connection.jetStream.publish(subject, Array("\(number)".utf8), timeout: .seconds(5))
        }
    }

    /// The sequences of the next messages.
    static func read(_ consumer: OrderedConsumer, _ count: Int) async throws -> [StoredMessage] {
        try await withDeadline(.seconds(20)) {
            var messages: [StoredMessage] = []
            for await delivery in consumer {
                if case .message(let message) = delivery { messages.append(message) }
                if messages.count == count { break }
            }
            return messages
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func beginsWhereItIsTold(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(JetStreamTests.events())
            for number in 1...10 {
                try await Self.fill(connection, number...number, subject: "e.\(number % 2)")
            }
            let third = try #require(try await jetStream.message(stream: "EVENTS", sequence: 3))
            let cases: [(ConsumerOptions, [UInt64])] = [
                (ConsumerOptions(stream: "EVENTS"), Array(1...10)),
                (ConsumerOptions(stream: "EVENTS", start: .sequence(4)), Array(4...10)),
                (
                    ConsumerOptions(stream: "EVENTS", start: .time(nanoseconds: third.timeNanoseconds)),
                    Array(3...10)
                ),
                (ConsumerOptions(stream: "EVENTS", start: .last), [10]),
                (
                    ConsumerOptions(stream: "EVENTS", filterSubjects: ["e.>"], start: .lastPerSubject),
                    [9, 10]
                ),
                (ConsumerOptions(stream: "EVENTS", filterSubjects: ["e.1"]), [1, 3, 5, 7, 9]),
                (
                    ConsumerOptions(stream: "EVENTS", filterSubjects: ["e.0"], start: .sequence(3)),
                    [4, 6, 8, 10]
                ),
            ]
            for (options, expected) in cases {
                let messages = try await Self.read(jetStream.consume(options), expected.count)
                #expect(messages.map(\.sequence) == expected, "\(options.start)")
                #expect(messages.map(\.pending) == (0..<expected.count).reversed().map(UInt64.init))
                #expect(messages.first?.text == "\(expected[0])")
            }
            let all = try await Self.read(jetStream.consume(ConsumerOptions(stream: "EVENTS")), 3)
            #expect(
                all[2]
                    == {
                        var third = third; third.pending = 7; return third
                    }())
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func onlyNewOnes(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 1...3)
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS", start: .new))
            let reading = Task { try await Self.read(consumer, 2) }
            try await eventually("a consumer") {
                try await connection.jetStream.streamInfo("EVENTS")?["state"]?["consumer_count"] == 1
            }
            try await Self.fill(connection, 4...5)
            #expect(try await reading.value.map(\.sequence) == [4, 5])
        }
    }

    @Test func headersOnlyAndSeveralFilters() async throws {
        try await NATSServer.with(.newest) { _, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            for subject in ["e.a", "e.b", "e.c"] { try await Self.fill(connection, 1...1, subject: subject) }
            var options = ConsumerOptions(stream: "EVENTS", filterSubjects: ["e.a", "e.c"])
            options.headersOnly = true
            let messages = try await Self.read(connection.jetStream.consume(options), 2)
            #expect(messages.map(\.subject) == ["e.a", "e.c"])
            #expect(messages.allSatisfy { $0.payload.isEmpty && $0.headers["Nats-Msg-Size"] == "1" })
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func purgedMessagesAreNoError(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 1...10)
            try await jetStream.purgeStream("EVENTS", below: 5)
            let consumer = jetStream.consume(ConsumerOptions(stream: "EVENTS", start: .sequence(2)))
            #expect(try await Self.read(consumer, 6).map(\.sequence) == Array(5...10))
            try await Self.fill(connection, 11...12)
            try await jetStream.purgeStream("EVENTS")
            try await Self.fill(connection, 13...13)
            var last: UInt64 = 10
            while last < 13 {
                let next = try await Self.read(consumer, 1)[0].sequence
                #expect(next > last)
                last = next
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func slowReaderLosesNothing(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            let (done, source) = AsyncStream<Void>.makeStream()
            for _ in 0..<3000 {
                connection.jetStream.publish("e.a", [UInt8](repeating: 65, count: 500)) { _ in source.yield()
                }
            }
            var count = 0
            for await _ in done {
                count += 1
                if count == 3000 { break }
            }
            var options = ConsumerOptions(stream: "EVENTS")
            options.bufferLimit = 100
            let messages = try await Self.read(connection.jetStream.consume(options), 3000)
            #expect(messages.map(\.sequence) == Array(1...3000))
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func killedServerCostsNothing(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let stream: JSONValue = ["name": "EVENTS", "subjects": ["e.>"], "storage": "file"]
            try await connection.jetStream.createStream(stream)
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS"))
            let reading = Task {
                var sequences: [UInt64] = []
                var interruptions = 0
                for await delivery in consumer {
                    switch delivery {
                    case .message(let message): sequences.append(message.sequence)
                    case .interrupted(_, let last):
                        interruptions += 1
                        #expect(last == sequences.last ?? 0)
                    case .resumed(let from): #expect(from == (sequences.last ?? 0) + 1)
                    }
                    if sequences.count == 300 { break }
                }
                return (sequences, interruptions)
            }
            for round in 0..<3 {
                try await Self.fill(connection, (round * 100 + 1)...(round * 100 + 100))
                if round < 2 {
                    server.kill9()
                    try await server.restart()
                    _ = try await connection.connected(within: .seconds(10))
                }
            }
            let (sequences, interruptions) = try await withDeadline(.seconds(20)) { await reading.value }
            #expect(sequences == Array(1...300))
            #expect(interruptions >= 1)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func deletedConsumerIsRebuilt(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(JetStreamTests.events())
            var options = ConsumerOptions(stream: "EVENTS")
            options.heartbeat = .milliseconds(200)
            let consumer = jetStream.consume(options)
            try await Self.fill(connection, 1...2)
            #expect(try await Self.read(consumer, 2).map(\.sequence) == [1, 2])
            let names = try await jetStream.api("CONSUMER.NAMES.EVENTS")["consumers"]?.array ?? []
            #expect(names.count == 1)
            for name in names { try await jetStream.api("CONSUMER.DELETE.EVENTS.\(name.string ?? "")") }
            try await Self.fill(connection, 3...3)
            #expect(try await Self.read(consumer, 1).map(\.sequence) == [3])
            consumer.stop()
            try await eventually("no consumer left") {
                try await jetStream.streamInfo("EVENTS")?["state"]?["consumer_count"] == 0
            }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func streamRestoredFromABackupIsTold(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { server, connection in
            let jetStream = connection.jetStream
            try await jetStream.createStream(["name": "EVENTS", "subjects": ["e.>"], "storage": "file"])
            let consumer = jetStream.consume(ConsumerOptions(stream: "EVENTS"))
            try await Self.fill(connection, 1...3)
            server.kill9()
            let folder = server.directory.path
            _ = try await run(["/bin/cp", "-a", "\(folder)/data", "\(folder)/backup"])
            try await server.restart()
            _ = try await connection.connected(within: .seconds(10))
            try await Self.fill(connection, 4...4)
            #expect(try await Self.read(consumer, 4).map(\.sequence) == [1, 2, 3, 4])
            server.kill9()
            _ = try await run(["/bin/rm", "-r", "\(folder)/data"])
            _ = try await run(["/bin/mv", "\(folder)/backup", "\(folder)/data"])
            try await server.restart()
            _ = try await connection.connected(within: .seconds(10))
            // As many messages as were read, and one of them another: nobody reads meanwhile.
            try await Self.fill(connection, 5...5)
            let deliveries = try await withDeadline(.seconds(20)) {
                var deliveries: [Delivery] = []
                for await delivery in consumer {
                    deliveries.append(delivery)
                    if delivery.sequence == 4 { break }
                }
                return deliveries
            }
            #expect(deliveries.contains(.resumed(from: 1)), "\(deliveries)")
            #expect(deliveries.compactMap(\.sequence) == [1, 2, 3, 4])
            guard case .message(let message) = deliveries.last else { return }
            #expect(message.payload == Array("5".utf8))
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func streamCreatedAnewIsTold(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let jetStream = connection.jetStream
            var options = ConsumerOptions(stream: "EVENTS")
            options.heartbeat = .milliseconds(200)
            let consumer = jetStream.consume(options)
            var iterator = consumer.makeAsyncIterator()
            // There is no stream yet.
            guard case .interrupted(_, at: 0) = await iterator.next() else {
                Issue.record("not told that there is no stream")
                return
            }
            try await jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 1...3)
            #expect(await iterator.next() == .resumed(from: 1))
            for sequence in UInt64(1)...3 { #expect(await iterator.next()?.sequence == sequence) }
            try await jetStream.deleteStream("EVENTS")
            try await jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 10...10)
            var deliveries: [Delivery] = []
            while let delivery = await iterator.next() {
                deliveries.append(delivery)
                if delivery.sequence != nil { break }
            }
            guard case .interrupted(_, at: 3) = deliveries.first else {
                Issue.record("\(deliveries)")
                return
            }
            #expect(deliveries.dropLast().last == .resumed(from: 1))
            #expect(deliveries.last?.sequence == 1)
        }
    }

    @Test func closedConnectionEndsTheReader() async throws {
        try await NATSServer.with { _, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 1...1)
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS"))
            let read = Promised()
            let reading = Task {
                for await delivery in consumer where delivery.sequence == 1 { read.fulfil() }
            }
            await read.wait()
            await connection.close()
            try await withDeadline(.seconds(1)) { await reading.value }
        }
    }

    @Test func cancelledReaderEnds() async throws {
        try await NATSServer.with { _, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            try await Self.fill(connection, 1...1)
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS"))
            let read = Promised()
            let reading = Task {
                for await delivery in consumer where delivery.sequence == 1 { read.fulfil() }
            }
            await read.wait()
            reading.cancel()
            try await withDeadline(.seconds(1)) { await reading.value }
            try await eventually("no consumer left") {
                try await connection.jetStream.streamInfo("EVENTS")?["state"]?["consumer_count"] == 0
            }
        }
    }

    @Test func nodesOfAClusterMayDie() async throws {
        let cluster = try await NATSCluster()
        defer { cluster.stop() }
        try await withConnection(ConnectionOptions(servers: cluster.urls)) { connection in
            let stream: JSONValue = [
                "name": "EVENTS", "subjects": ["e.>"], "storage": "file", "num_replicas": 3,
            ]
            try await connection.jetStream.createStream(stream)
            let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS"))
            let reading = Task { try await Self.read(consumer, 200).map(\.sequence) }
            var written: UInt64 = 0
            for round in 0..<2 {
                while written < UInt64(round + 1) * 100 {
                    // Fenced, so that an attempt whose outcome is unknown cannot store it twice.
                    do {
                        written = try await connection.jetStream.publish(
                            "e.a", [], options: .init(expectedLastSequence: written)
                        ).sequence
                    } catch let error as NATSError where error.isWrongLastSequence {
                        written += 1
                    } catch {
                        _ = try await connection.connected(within: .seconds(10))
                    }
                }
                if round == 0 {
                    let used = try await connection.connected(within: .seconds(5)).url
                    cluster.nodes.first { $0.url == used }?.kill9()
                }
            }
            #expect(try await reading.value == Array(1...200))
        }
    }
}

extension Delivery {
    var sequence: UInt64? {
        if case .message(let message) = self { message.sequence } else { nil }
    }
}

extension StoredMessage {
    var text: String { String(decoding: payload, as: UTF8.self) }
}
