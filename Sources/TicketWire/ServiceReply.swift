import JSON
public import Tickets

/// A reply of the ticket service, read.
public enum ServiceReply: Sendable, Hashable {
    case success(ReplyData, meta: ReplyMeta, requestID: String?)
    case failure(ServiceError, requestID: String?)
}

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

extension ServiceReply {
    /// The reply as it goes out.
    public var encoded: EncodedReply {
        switch self {
        case .success(let data, let meta, let requestID):
            EncodedReply(data: data.encoded, meta: meta, requestID: requestID)
        case .failure(let error, let requestID): EncodedReply(error, requestID: requestID)
        }
    }

    /// Reads a reply.
    ///
    /// - Parameters:
    ///   - payload: the reply's body.
    ///   - action: what was asked; it decides what the data are.
    /// - Throws: `WireError` when the body is not a reply to that action.
    public init(decoding payload: [UInt8], to action: ServiceAction) throws(WireError) {
        let json = try parseWire(payload)
        let fields = try WireObject(json, "reply")
        let requestID = try fields.optional("request_id", \.string)
        if try fields.required("success", \.bool) {
            let data = try ReplyData(decoding: json["data"] ?? .null, to: action)
            self = .success(data, meta: ReplyMeta(decoding: json["meta"]), requestID: requestID)
        } else {
            self = .failure(try ServiceError(decoding: json), requestID: requestID)
        }
    }
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

    fileprivate init(decoding json: JSONValue, to action: ServiceAction) throws(WireError) {
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

extension ServiceError {
    fileprivate init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "reply")
        let number = try fields.optional("code") { $0.integer.flatMap { Int(exactly: $0) } } ?? 0
        var details: [FieldViolation] = []
        for entry in try fields.optional("details", \.array) ?? [] {
            let violation = try WireObject(entry, "details")
            details.append(
                FieldViolation(
                    field: try violation.required("field", \.string),
                    message: try violation.required("message", \.string)))
        }
        let code = Code(number: number)
        let ticket = try code == .conflict ? fields.optional("data") { $0 } : nil
        self.init(
            code, try fields.optional("error", \.string) ?? "the request failed", details: details,
            ticket: try ticket.map { json throws(WireError) in try Ticket(decoding: json) })
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
