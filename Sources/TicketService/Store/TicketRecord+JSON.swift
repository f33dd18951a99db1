import JSON
public import TicketWire
import Tickets

extension TicketRecord {
    /// The record as it stands in the log: the change as in a history, with the ids of its command.
    public var encoded: [UInt8] {
        var writer = JSONWriter(reserving: 512 + change.ticket.description.utf8.count)
        writer.beginObject()
        writer.key("command_id")
        writer.value(commandID)
        if let requestKey {
            writer.key("request_key")
            writer.value(requestKey)
        }
        change.writeMembers(to: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// Reads a record of the log.
    ///
    /// - Throws: `WireError` naming the first field that is missing or malformed.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        let json: JSONValue
        do { json = try JSONValue(parsing: bytes) } catch { throw WireError("not JSON: \(error)") }
        guard let commandID = json["command_id"]?.string else {
            throw WireError("record.command_id is missing")
        }
        self.init(
            try TicketChange(decoding: json), requestKey: json["request_key"]?.string, commandID: commandID)
    }
}
