import JSON
import Support

/// One event as a browser would have it.
struct ReceivedEvent: Sendable, Equatable {
    let id: UInt64
    let type: String
    let data: JSONValue
}

/// A client that listens to events.
final class EventClient: Sendable {
    let connection: WebConnection
    let head: WebReply

    /// Opens a stream and reads its head.
    init(_ port: Int, tenant: String = "acme", after id: UInt64? = nil, receiveBuffer: Int32? = nil) throws {
        connection = try WebConnection(port: port, receiveBuffer: receiveBuffer)
        var headers = ["X-Tenant-ID": tenant]
        if let id { headers["Last-Event-ID"] = String(id) }
        try connection.send("GET", "/api/v1/events", headers)
        head = try WebReply(head: connection.take(through: "\r\n\r\n"), body: [])
    }

    /// The next block of lines, whatever it is; `nil` at the stream's end.
    func block() throws -> [String]? {
        let text = String(decoding: try connection.chunk(), as: UTF8.self)
        return text.isEmpty ? nil : text.split(separator: "\n").map(String.init)
    }

    /// The next event, behind comments and openings; `nil` at the stream's end.
    func next() throws -> ReceivedEvent? {
        while let lines = try block() {
            func field(_ name: String) -> String? {
                lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
            }
            guard let type = field("event") else { continue }
            guard let id = field("id").flatMap({ UInt64($0) }), let data = field("data") else {
                throw SupportError("half an event: \(lines)")
            }
            return ReceivedEvent(id: id, type: type, data: try JSONValue(parsing: data))
        }
        return nil
    }

    /// That many events.
    func next(_ count: Int) throws -> [ReceivedEvent] {
        var events: [ReceivedEvent] = []
        while events.count < count, let event = try next() { events.append(event) }
        return events
    }
}

extension ReceivedEvent {
    /// The title of the ticket.
    var title: String? { data["data"]?["title"]?.string }
}
