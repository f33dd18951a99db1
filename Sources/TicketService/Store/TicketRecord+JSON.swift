import JSON
public import TicketWire
import Tickets

extension TicketRecord {
    /// The record as it stands in the log: the change as in a history, with the ids of its command.
    public var encoded: [UInt8] {
        var writer = JSONWriter(reserving: 256 + encodedTicket.count)
        writer.beginObject()
        writer.key(fixed: "command_id")
        writer.value(commandID)
        if let requestKey {
            writer.key(fixed: "request_key")
            writer.value(requestKey)
        }
        change.writeMembers(to: &writer, encodedTicket: encodedTicket)
        writer.endObject()
        return writer.bytes
    }

    /// Reads a record of the log.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        if let record = TicketRecord(scanning: bytes) {
            self = record
            return
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch { throw WireError("not JSON: \(error)") }
        guard let commandID = json["command_id"]?.string else {
            throw WireError("record.command_id is missing")
        }
        self.init(
            try TicketChange(decoding: json), requestKey: json["request_key"]?.string, commandID: commandID)
    }

    /// Reads a record exactly as `encoded` writes it; `nil` for any other form, which may be right too.
    private init?(scanning bytes: [UInt8]) {
        var scanner = JSONScanner(bytes)
        guard scanner.take("{\"command_id\":\""), let commandID = scanner.string() else { return nil }
        var requestKey: String?
        if scanner.take(",\"request_key\":\"") {
            requestKey = scanner.string()
            guard requestKey != nil else { return nil }
        }
        guard scanner.take(","), let change = TicketChange(scanningMembers: &scanner), scanner.isAtEnd else {
            return nil
        }
        self.init(change, requestKey: requestKey, commandID: commandID)
    }
}
