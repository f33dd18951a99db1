import Support

@testable import Cluster

/// The little of a NATS client that these tests need.
struct Client {
    private let address: ServerAddress

    init(_ url: String) throws {
        guard let address = ServerAddress(parsing: url, defaultPort: ServerAddress.clientPort) else {
            throw SupportError("no address: \(url)")
        }
        self.address = address
    }

    /// Makes a stream of the same name and subject.
    func createStream(_ name: String) throws {
        let request = "{\"name\":\"\(name)\",\"subjects\":[\"\(name)\"],\"storage\":\"file\"}"
        let answer = try send(
            "SUB reply 1\r\nPUB $JS.API.STREAM.CREATE.\(name) reply \(request.utf8.count)\r\n\(request)\r\n"
        ) {
            $0.contains("MSG reply") && $0.contains("created")
        }
        guard !answer.contains("\"error\"") else { throw SupportError(answer) }
    }

    /// Publishes messages of ten bytes, and waits until the server has taken them.
    func publish(_ count: Int) throws {
        let messages = String(repeating: "PUB x 10\r\n0123456789\r\n", count: count)
        _ = try send(messages + "PING\r\n") { $0.contains("PONG") }
    }

    private func send(_ text: String, until isDone: (String) -> Bool) throws -> String {
        let stream = try TCPStream(to: address, deadline: .now + .seconds(10))
        try stream.write(Array("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n\(text)".utf8))
        var answer: [UInt8] = []
        while try stream.read(into: &answer) {
            let text = String(decoding: answer, as: UTF8.self)
            if isDone(text) { return text }
        }
        throw SupportError("the server closed the connection: \(String(decoding: answer, as: UTF8.self))")
    }
}
