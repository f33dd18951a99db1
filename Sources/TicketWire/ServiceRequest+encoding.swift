import JSON
import Tickets

extension ServiceRequest {
    /// The request as compact JSON text.
    ///
    /// A filter's excluded words and people have no form on the wire and are left out: the asker
    /// applies them to the reply. The same goes for a filter that matches nothing.
    public var encoded: [UInt8] {
        var writer = JSONWriter(reserving: 512)
        writer.beginObject()
        writer.member("action", operation.action.rawValue)
        writer.member("tenant_id", tenant.name)
        if let actor { writer.member("actor", actor) }
        if let requestID { writer.member("request_id", requestID) }
        if let minimumSequence { writer.member("min_sequence", minimumSequence) }
        if let data = operation.data {
            writer.key("data")
            writer.value(data)
        }
        writer.endObject()
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a member with an integer.
    mutating func member(_ key: String, _ value: some BinaryInteger) {
        self.key(key)
        self.value(value)
    }
}

extension ServiceRequest.Operation {
    /// The request's `data`; `nil` where the action has none.
    fileprivate var data: JSONValue? {
        switch self {
        case .create(let draft, let requestKey): draft.json(requestKey: requestKey)
        case .get(let id), .restore(let id): ["id": .string(id.description)]
        case .list(let query): query.json
        case .update(let id, let patch, let ifRevision): patch.json(id, ifRevision)
        case .delete(let id, let ifRevision): object(id, [("if_revision", ifRevision.map(integer))])
        case .history(let id, let cursor): object(id, [("cursor", cursor.map(JSONValue.string))])
        case .events(let query): query.json
        case .stats, .tenants: nil
        }
    }
}

extension TicketDraft {
    fileprivate func json(requestKey: String?) -> JSONValue {
        object([
            ("title", .string(title)),
            ("description", description.isEmpty ? nil : .string(description)),
            ("priority", .string(priority.rawValue)),
            ("status", .string(status.rawValue)),
            ("created_by", createdBy.map(JSONValue.string)),
            ("assignee", assignee.map(JSONValue.string)),
            ("request_key", requestKey.map(JSONValue.string)),
        ])
    }
}

extension TicketPatch {
    fileprivate func json(_ id: TicketID, _ ifRevision: Int?) -> JSONValue {
        object(
            id,
            [
                ("title", title.map(JSONValue.string)),
                ("description", description.map(JSONValue.string)),
                ("priority", priority.map { .string($0.rawValue) }),
                ("status", status.map { .string($0.rawValue) }),
                ("assignee", assignee.map(JSONValue.string)),
                ("if_revision", ifRevision.map(integer)),
            ])
    }
}

extension ListQuery {
    /// What differs from the defaults, so that an ordinary request is short.
    fileprivate var json: JSONValue {
        let plain = ListQuery()
        let start: (String, JSONValue?) =
            switch self.start {
            case .offset(let offset): ("offset", offset == 0 ? nil : integer(offset))
            case .cursor(let cursor): ("cursor", .string(cursor))
            }
        return object([
            ("status", names(filter.statuses.sorted().map(\.rawValue))),
            ("priority", names(filter.priorities.sorted().map(\.rawValue))),
            ("assignee", filter.assignee.map(JSONValue.string)),
            ("search", filter.words.isEmpty ? nil : .string(filter.words.joined(separator: " "))),
            ("sort", sort.field == plain.sort.field ? nil : .string(sort.field.rawValue)),
            ("order", sort.order == plain.sort.order ? nil : .string(sort.order.rawValue)),
            ("limit", limit == plain.limit ? nil : integer(limit)),
            start,
        ])
    }

    private func names(_ names: [String]) -> JSONValue? {
        names.isEmpty ? nil : .array(names.map(JSONValue.string))
    }
}

extension EventQuery {
    fileprivate var json: JSONValue {
        object([
            ("after_sequence", afterSequence.map { .integer(Int64(clamping: $0)) }),
            ("since", since.map { .string($0.description) }),
            ("limit", limit == EventQuery.defaultLimit ? nil : integer(limit)),
        ])
    }
}

private func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }

/// An object of those members that have a value.
private func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(JSONObject(members.compactMap { key, value in value.map { (key, $0) } }))
}

private func object(_ id: TicketID, _ members: [(String, JSONValue?)]) -> JSONValue {
    object([("id", .string(id.description))] + members)
}
