import JSON
import Support
import Synchronization
import Testing

@testable import NATS

/// Nothing of libnats is left when a connection is closed.
@Suite(.serialized) struct LeakTests {
    @Test(arguments: NATSServerVersion.installed)
    func closingReleasesEverything(version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        for round in 0..<5 {
            let (handles, remains) = try await Self.use(server, killing: round == 4)
            #expect(handles.count == 0)
            // A timer of libdispatch may hold it for a moment.
            try await eventually("a released connection") { remains.connection == nil }
        }
    }

    @Test func unsubscribingReleasesAtOnce() async throws {
        try await NATSServer.with { _, connection in
            let before = connection.handles.count
            for _ in 0..<200 {
                let subscription = try connection.subscribe("a") { _ in }
                try connection.publish("a", [1])
                subscription.unsubscribe()
            }
            try await eventually("no subscription left") { connection.handles.count == before }
        }
    }

    /// What is left of a connection when nobody needs it.
    private struct Remains {
        weak var connection: Connection?

        init(_ connection: Connection) { self.connection = connection }
    }

    /// Uses everything once and leaves some of it open.
    private static func use(
        _ server: NATSServer, killing: Bool
    ) async throws -> (LiveHandles, Remains) {
        let connection = Connection(server.options)
        async let running: Void = connection.run()
        _ = try await connection.connected(within: .seconds(5))
        let sequence = try connection.subscribe("a")
        let handler = try connection.subscribe("b") { message in
            try? connection.publish(message.reply ?? "", message.payload, headers: ["A": "b"])
        }
        let silent = try connection.subscribe("silent") { _ in }
        _ = try await connection.request("b", [1, 2, 3], timeout: .seconds(2))
        try await connection.jetStream.createStream(JetStreamTests.events())
        try await connection.jetStream.publish("e.a", [1])
        let consumer = connection.jetStream.consume(ConsumerOptions(stream: "EVENTS"))
        for await _ in consumer { break }
        let request = Task { try await connection.request("silent", [], timeout: .seconds(60)) }
        if killing { server.kill9() }
        await connection.close()
        await running
        _ = await request.result
        withExtendedLifetime((sequence, handler, silent, consumer)) {}
        return (connection.handles, Remains(connection))
    }
}
