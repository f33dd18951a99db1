import Support
import Testing

@testable import NATS

/// Several links may be open for a moment while a connection comes back; one of them is in use.
@Suite struct LostLinkTests {
    @Test func theEndOfAnotherLinkDisturbsNothing() async throws {
        try await NATSServer.with { server, connection in
            let info = try await connection.connected(within: .seconds(5))
            let link = try connection.link()
            let subscription = try connection.subscribe("work")
            async let answer = connection.request("work", [1], timeout: .seconds(5))
            var requests = subscription.makeAsyncIterator()
            let request = await requests.next()
            connection.linkEvent(link.id + 1_000_000, .closed(NATSError(.disconnected, "another link")))
            try connection.publish(request?.reply ?? "", [2])
            #expect(try await answer.payload == [2])
            try connection.publish("work", [3])
            #expect(await requests.next()?.payload == [3])
            #expect(try connection.link() === link)
            #expect(connection.state == .connected(info))
        }
    }
}
