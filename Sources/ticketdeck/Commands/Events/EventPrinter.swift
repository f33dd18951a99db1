import JSON
import TicketClient
import TicketWire
import Tickets

/// Messages of the event stream as lines.
enum EventPrinter {
    /// For programs: `sequence`, `subject`, `time`, `event`. A payload that is not JSON is a string.
    static func json(_ entry: StreamEntry) -> [UInt8] {
        let event =
            (try? JSONValue(parsing: entry.payload))
            ?? .string(String(decoding: entry.payload, as: UTF8.self))
        var writer = JSONWriter(reserving: entry.payload.count + 128)
        writer.beginObject()
        writer.key("sequence")
        writer.value(entry.sequence)
        writer.key("subject")
        writer.value(entry.subject)
        writer.key("time")
        writer.value(entry.time.description)
        writer.key("event")
        writer.value(event)
        writer.endObject()
        return writer.bytes
    }

    /// For people: sequence, time, subject, tenant, ticket, what happened and who did it.
    static func text(_ entry: StreamEntry) -> String {
        var words = [
            pad(String(entry.sequence), 6, isNumber: true), TicketText.moment(entry.time),
            pad(DisplayText.line(entry.subject), 13),
        ]
        if let tenant = entry.tenant { words.append(DisplayText.line(tenant)) }
        if let change = entry.event?.change {
            words += [change.ticket.id.description, DisplayText.line(TicketText.summary(of: change))]
            if let actor = change.actor { words.append("(\(DisplayText.line(actor)))") }
        } else {
            words.append(DisplayText.line(String(decoding: entry.payload.prefix(400), as: UTF8.self)))
        }
        return words.joined(separator: "  ") + "\n"
    }

    private static func pad(_ text: String, _ width: Int, isNumber: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isNumber ? blanks + text : text + blanks
    }
}
