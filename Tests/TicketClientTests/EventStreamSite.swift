import JSON
import NATS
import Support
import TicketClient
import TicketWire
import Tickets

/// An event stream without a service, which the test itself fills.
struct EventStreamSite {
    let server: NATSServer
    let connection: Connection

    /// Starts a server, creates the stream and ends both after the body.
    static func with(
        _ version: NATSServerVersion = .debian, storage: String = "file",
        _ body: @escaping @Sendable (EventStreamSite) async throws -> Void
    ) async throws {
        try await NATSServer.with(version) { server, connection in
            let site = EventStreamSite(server: server, connection: connection)
            try await site.createStream(storage: storage)
            try await body(site)
        }
    }

    func createStream(storage: String = "file") async throws {
        try await connection.jetStream.createStream([
            "name": .string(Subjects.eventStream), "storage": .string(storage),
            "subjects": .array(Subjects.eventStreamSubjects.map { .string($0) }),
        ])
    }

    /// Publishes `{"n":FIRST}` and so on, each stored before the next one, exactly once whatever the server does
    /// meanwhile.
    func publish(_ numbers: ClosedRange<UInt64>, behind start: UInt64 = 0) async throws {
        var number = numbers.lowerBound
        while number <= numbers.upperBound {
            let options = PublishOptions(expectedLastSequence: start + number - numbers.lowerBound)
            do throws(NATSError) {
                _ = try await connection.jetStream.publish(
                    "audit.number", Array(#"{"n":\#(number)}"#.utf8), options: options, timeout: .seconds(2))
                number += 1
            } catch  where error.isWrongLastSequence {
                // An attempt whose acknowledgement was lost has stored it.
                number += 1
            } catch {
                _ = try await connection.connected(within: .seconds(20))
            }
        }
    }

    /// Publishes many small messages, all on their way together, and waits until they are stored.
    func flood(_ count: Int, subject: String = "audit.flood", payload: String = "{}") async throws {
        let bytes = Array(payload.utf8)
        let (done, source) = AsyncStream<Void>.makeStream()
        for number in 1...count {
            connection.jetStream.publish(subject, bytes) { _ in source.yield() }
            // Not more under way than the server takes in at once.
            if number % 1000 == 0 || number == count {
                var left = number % 1000 == 0 ? 1000 : number % 1000
                for await _ in done {
                    left -= 1
                    if left == 0 { break }
                }
            }
        }
    }

    /// Removes messages, so that the stream has holes.
    func delete(_ sequences: some Sequence<UInt64>) async throws {
        for sequence in sequences {
            try await connection.jetStream.api(
                "STREAM.MSG.DELETE.\(Subjects.eventStream)", ["seq": .integer(Int64(sequence))])
        }
    }

    var stream: EventStream { EventStream(connection) }
}
