import Glibc
import NATS
import Support
import Synchronization
import Testing

/// Prints figures; asserts only that everything was answered.
@Suite(.serialized) struct SpeedTests {
    @Test func requests() async throws {
        try await NATSServer.with { server, connection in
            let service = Connection(server.options)
            async let running: Void = service.run()
            _ = try await service.connected(within: .seconds(5))
            let handler = try service.subscribe("echo") { message in
                try? service.publish(message.reply ?? "", message.payload)
            }
            try await service.flush(timeout: .seconds(2))
            let payload = [UInt8](repeating: 120, count: 200)
            var times: [Duration] = []
            for _ in 0..<2000 {
                let start = ContinuousClock.now
                _ = try await connection.request("echo", payload, timeout: .seconds(2))
                times.append(.now - start)
            }
            times.sort()
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<300 {
                            _ = try await connection.request("echo", payload, timeout: .seconds(5))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let rate = Double(64 * 300) / ((.now - start) / .seconds(1))
            print(
                "request round trip p50 \(times[1000]), p99 \(times[1980]); \(Int(rate)) requests/s at 64 in flight"
            )
            await service.close()
            await running
            withExtendedLifetime(handler) {}
        }
    }

    @Test func replay() async throws {
        try await NATSServer.with { _, connection in
            try await connection.jetStream.createStream(JetStreamTests.events())
            let count = 20_000
            let (done, source) = AsyncStream<Void>.makeStream()
            let writing = ContinuousClock.now
            for _ in 0..<count {
                connection.jetStream.publish(
                    "e.a", [UInt8](repeating: 65, count: 500), timeout: .seconds(20)
                ) { _ in source.yield() }
            }
            var acknowledged = 0
            for await _ in done {
                acknowledged += 1
                if acknowledged == count { break }
            }
            let written = ContinuousClock.now - writing
            let start = ContinuousClock.now
            var expected: UInt64 = 1
            for await delivery in connection.jetStream.consume(ConsumerOptions(stream: "EVENTS")) {
                guard case .message(let message) = delivery else { continue }
                #expect(message.sequence == expected)
                expected += 1
                if expected > UInt64(count) { break }
            }
            let read = ContinuousClock.now - start
            print(
                "\(Int(Double(count) / (written / .seconds(1)))) publishes/s, \(Int(Double(count) / (read / .seconds(1)))) messages/s replayed"
            )
        }
    }
}
