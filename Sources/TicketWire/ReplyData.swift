import JSON
public import Tickets

/// What a successful reply holds.
public enum ReplyData: Sendable, Hashable {
    /// To `create`, `get`, `update` and `restore`.
    case ticket(Ticket)
    /// To `list`.
    case tickets([Ticket])
    /// To `delete`.
    case deleted(TicketID)
    /// To `history`.
    case history([TicketChange])
    /// To `events`.
    case events([StoredEvent])
    /// To `stats`.
    case stats(TicketCounts)
    /// To `tenants`.
    case tenants([TenantCounts])
}

extension ReplyData {
    /// The reply's `data` as compact JSON text.
    public var encoded: [UInt8] {
        var writer = JSONWriter(reserving: 512)
        switch self {
        case .ticket(let ticket): ticket.write(to: &writer)
        case .tickets(let tickets): writer.array(tickets) { $0.write(to: &$1) }
        case .deleted(let id):
            writer.beginObject()
            writer.member("id", id.description)
            writer.key("deleted")
            writer.value(true)
            writer.endObject()
        case .history(let changes): writer.array(changes) { $0.write(to: &$1) }
        case .events(let events): writer.array(events) { $0.write(to: &$1) }
        case .stats(let counts):
            writer.beginObject()
            counts.writeMembers(to: &writer)
            writer.endObject()
        case .tenants(let tenants): writer.array(tenants) { $0.write(to: &$1) }
        }
        return writer.bytes
    }

    init(decoding json: JSONValue, to action: ServiceAction) throws(WireError) {
        switch action {
        case .create, .get, .update, .restore: self = .ticket(try Ticket(decoding: json))
        case .list: self = .tickets(try read(json, Ticket.init(decoding:)))
        case .delete:
            let fields = try WireObject(json, "data")
            self = .deleted(try fields.required("id") { $0.string.flatMap { TicketID($0) } })
        case .history: self = .history(try read(json, TicketChange.init(decoding:)))
        case .events: self = .events(try read(json, StoredEvent.init(decoding:)))
        case .stats: self = .stats(try TicketCounts(decoding: json))
        case .tenants: self = .tenants(try read(json, TenantCounts.init(decoding:)))
        }
    }
}

extension JSONWriter {
    /// Writes an array, each element by a function.
    fileprivate mutating func array<Element>(
        _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        beginArray()
        for element in elements { write(element, &self) }
        endArray()
    }
}

private func read<Element>(
    _ json: JSONValue, _ read: (JSONValue) throws(WireError) -> Element
) throws(WireError) -> [Element] {
    guard let values = json.array else { throw WireError("data is not an array") }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for value in values { elements.append(try read(value)) }
    return elements
}
