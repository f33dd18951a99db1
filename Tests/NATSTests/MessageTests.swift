import Glibc
import NATS
import Support
import Synchronization
import Testing

/// Publishing, subscribing, asking.
@Suite struct MessageTests {
    @Test(arguments: NATSServerVersion.installed)
    func messagesArriveWhole(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let subscription = try connection.subscribe("news.*")
            let payload: [UInt8] = [0, 1, 255, 0, 10, 13]
            var headers: Headers = ["Key": "a value: with colon", "key": "other"]
            headers.append("Key", "second")
            try connection.publish("news.today", payload, headers: headers, reply: "answers")
            try connection.publish("news.empty", [])
            var iterator = subscription.makeAsyncIterator()
            let first = try #require(await iterator.next())
            #expect(first.subject == "news.today")
            #expect(first.reply == "answers")
            #expect(first.payload == payload)
            #expect(first.headers.values("Key") == ["a value: with colon", "second"])
            #expect(first.headers["key"] == "other")
            #expect(first.status == nil)
            let second = try #require(await iterator.next())
            #expect(second.subject == "news.empty")
            #expect(second.payload.isEmpty && second.reply == nil && second.headers.isEmpty)
        }
    }

    @Test func whatCannotBeSentIsRefused() async throws {
        try await NATSServer.with { _, connection in
            for subject in ["", "a b", "a..b", ".a", "a.", "a\r\nPUB b 0", "a\u{0}b"] {
                #expect(throws: NATSError.self, "\(subject.debugDescription)") {
                    try connection.publish(subject, [])
                }
            }
            for headers: Headers in [["A\r\nB": "c"], ["": "c"], ["A": "b\r\nC: d"], ["A:": "b"]] {
                #expect(throws: NATSError.self) { try connection.publish("a", [], headers: headers) }
            }
            let error = #expect(throws: NATSError.self) {
                try connection.publish("a", [UInt8](repeating: 0, count: 1_048_577))
            }
            #expect(error?.code == .maxPayload)
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func requestsAreAnswered(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let service = try connection.subscribe("echo") { message in
                try? connection.publish(message.reply ?? "", message.payload, headers: message.headers)
            }
            let answer = try await connection.request(
                "echo", Array("hello".utf8), headers: ["A": "b"], timeout: .seconds(2))
            #expect(answer.text == "hello")
            #expect(answer.headers["A"] == "b")
            let total = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<1000 {
                    group.addTask {
                        let answer = try await connection.request(
                            "echo", Array("\(number)".utf8), timeout: .seconds(5))
                        return answer.text == "\(number)" ? 1 : 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(total == 1000)
            service.unsubscribe()
            let start = ContinuousClock.now
            await #expect { try await connection.request("echo", [], timeout: .seconds(5)) } throws: {
                ($0 as? NATSError)?.code == .noResponders
            }
            #expect(.now - start < .seconds(2))
        }
    }

    @Test func silenceIsATimeout() async throws {
        try await NATSServer.with { _, connection in
            let silent = try connection.subscribe("silent") { _ in }
            let start = ContinuousClock.now
            await #expect {
                try await connection.request("silent", [], timeout: .milliseconds(200))
            } throws: {
                ($0 as? NATSError)?.code == .timeout
            }
            #expect(.milliseconds(200)..<(.seconds(2)) ~= .now - start)
            silent.unsubscribe()
        }
    }

    @Test func cancellationEndsARequest() async throws {
        try await NATSServer.with { _, connection in
            let asked = Promised()
            let silent = try connection.subscribe("silent") { _ in asked.fulfil() }
            let task = Task { try await connection.request("silent", [], timeout: .seconds(60)) }
            await asked.wait()
            task.cancel()
            let result = await task.result
            #expect(throws: NATSError.self) { try result.get() }
            silent.unsubscribe()
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func acknowledgementOfAStreamIsNoAnswer(version: NATSServerVersion) async throws {
        try await NATSServer.with(version) { _, connection in
            let stream = #"{"name":"EVENTS","subjects":["ticket.*"],"storage":"memory"}"#
            let created = try await connection.request(
                "$JS.API.STREAM.CREATE.EVENTS", Array(stream.utf8), timeout: .seconds(5))
            #expect(created.text.contains(#""config""#))
            let service = try connection.subscribe("ticket.service") { message in
                try? connection.publish(message.reply ?? "", Array(#"{"success":true}"#.utf8))
            }
            for _ in 0..<50 {
                let answer = try await connection.request("ticket.service", [], timeout: .seconds(2))
                #expect(answer.text == #"{"success":true}"#)
            }
            service.unsubscribe()
            let stored = try await connection.request(
                "ticket.service", [], timeout: .seconds(2), acceptsAcknowledgement: true)
            #expect(stored.text.contains(#""stream":"EVENTS""#))
        }
    }

    @Test func severalAnswersAreCollected() async throws {
        try await NATSServer.with { _, connection in
            let services = try (0..<3).map { number in
                try connection.subscribe("who") { message in
                    try? connection.publish(message.reply ?? "", Array("\(number)".utf8))
                }
            }
            let all = try await connection.requestMany("who", timeout: .milliseconds(300))
            #expect(Set(all.map(\.text)) == ["0", "1", "2"])
            let two = try await connection.requestMany("who", timeout: .seconds(10), limit: 2)
            #expect(two.count == 2)
            for service in services { service.unsubscribe() }
            await #expect(throws: NATSError.self) {
                try await connection.requestMany("who", timeout: .seconds(1))
            }
        }
    }

    @Test func queueGroupSharesTheWork() async throws {
        try await NATSServer.with { _, connection in
            let counts = Counts()
            let members = try (0..<3).map { number in
                try connection.subscribe("work", queue: "group") { message in
                    counts.add(number)
                    try? connection.publish(message.reply ?? "", [])
                }
            }
            for _ in 0..<90 { _ = try await connection.request("work", [], timeout: .seconds(2)) }
            #expect(counts.all.values.reduce(0, +) == 90)
            #expect(counts.all.count == 3)
            _ = members
        }
    }

    @Test func fullBufferDropsTheOldestAndCounts() async throws {
        try await NATSServer.with { _, connection in
            let subscription = try connection.subscribe("flood", bufferLimit: 10)
            for number in 0..<100 { try connection.publish("flood", Array("\(number)".utf8)) }
            try await eventually { subscription.dropped == 90 }
            subscription.unsubscribe()
            var seen: [String] = []
            for await message in subscription { seen.append(message.text) }
            #expect(seen == (90..<100).map(String.init))
        }
    }

    @Test func drainDeliversWhatWasTaken() async throws {
        try await NATSServer.with { server, connection in
            let counts = Counts()
            let slow = try connection.subscribe("slow") { message in
                usleep(1000)
                counts.add(0)
            }
            let read = try connection.subscribe("slow")
            for _ in 0..<200 { try connection.publish("slow", []) }
            try await connection.flush(timeout: .seconds(2))
            await slow.drain(timeout: .seconds(5))
            #expect(counts.all[0] == 200)
            await read.drain(timeout: .seconds(5))
            var count = 0
            for await _ in read { count += 1 }
            #expect(count == 200)
            #expect(read.failure == nil)
        }
    }

    @Test func drainOfAConnectionAnswersWhatWasTaken() async throws {
        try await NATSServer.with { server, client in
            let service = Connection(server.options)
            async let running: Void = service.run()
            _ = try await service.connected(within: .seconds(5))
            let taken = Promised()
            let handler = try service.subscribe("slow") { message in
                taken.fulfil()
                usleep(2000)
                try? service.publish(message.reply ?? "", message.payload)
            }
            try await service.flush(timeout: .seconds(2))
            let answers = Task {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<100 {
                        group.addTask { _ = try await client.request("slow", [], timeout: .seconds(5)) }
                    }
                    try await group.waitForAll()
                }
            }
            await taken.wait()
            await service.drain(timeout: .seconds(5))
            #expect(service.state == .closed)
            await running
            let outcome = await answers.result
            // Those that the server had not sent yet find nobody; none of the others is left alone.
            if case .failure(let error as NATSError) = outcome { #expect(error.code == .noResponders) }
            withExtendedLifetime(handler) {}
        }
    }
}
