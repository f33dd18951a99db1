import Dashboard
import JSON
import TicketClient
import TicketWire
import Tickets

/// Messages of the event stream as lines.
enum EventPrinter {
    /// For programs: `sequence`, `subject`, `time`, `event`. A payload that is not JSON is a string.
    static func writeJSON(_ entry: StreamEntry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key(fixed: "sequence")
        writer.value(entry.sequence)
        writer.key(fixed: "subject")
        if DisplayText.isPlain(entry.subject) {
            writer.value(entry.subject)
        } else {
            writer.raw(DisplayText.json(JSONValue.string(entry.subject).encoded))
        }
        writer.key(fixed: "time")
        writer.value(plain: entry.time.utf8)
        writer.key(fixed: "event")
        JSONLine.write(entry.payload, to: &writer)
        writer.endObject()
        writer.endLine()
    }

    /// For people: sequence, local time, subject, tenant, ticket, actor, and what happened.
    static func text(_ entry: StreamEntry) -> String {
        let change = entry.event?.change
        let words = [
            pad(String(entry.sequence), 6, isNumber: true), LocalTime.text(entry.time),
            pad(DisplayText.line(entry.subject), 13), pad(DisplayText.line(entry.tenant ?? "-"), 8),
            pad(change?.ticket.id.short ?? "-", 8), pad(DisplayText.line(change?.actor ?? "-"), 8),
            DisplayText.line(change.map { EventSummary.text(of: $0, arrow: "->") } ?? payload(entry)),
        ]
        return words.joined(separator: "  ") + "\n"
    }

    /// The beginning of a payload that is no event, on one line.
    private static func payload(_ entry: StreamEntry) -> String {
        let text = String(decoding: entry.payload.prefix(400), as: UTF8.self)
        return (entry.isUnreadable ? "no event: " : "") + String(text.map { $0.isWhitespace ? " " : $0 })
    }

    private static func pad(_ text: String, _ width: Int, isNumber: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isNumber ? blanks + text : text + blanks
    }
}
