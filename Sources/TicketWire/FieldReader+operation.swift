import Tickets

extension FieldReader {
    /// The operation that the fields of a request's `data` describe; `nil` when there are violations.
    mutating func operation(_ action: ServiceAction) -> ServiceRequest.Operation? {
        switch action {
        case .create: create()
        case .get: ticketID().map { .get($0) }
        case .list: list()
        case .update: update()
        case .delete: delete()
        case .history: history()
        case .events: events()
        case .stats: .stats
        case .restore: ticketID().map { .restore($0) }
        case .tenants: .tenants
        }
    }

    private mutating func create() -> ServiceRequest.Operation? {
        if !has("title") { report("title", "is required") }
        let title = text("title", TicketRules.title)
        let description = text("description", TicketRules.description)
        let priority = name("priority", of: Priority.self)
        let status = name("status", of: Status.self)
        let createdBy = person("created_by")
        let assignee = person("assignee")
        let requestKey = text("request_key", TicketRules.requestKey)
        guard violations.isEmpty, let title else { return nil }
        return build { () throws(FieldViolation) in
            let draft = try TicketDraft(
                title: title, description: description ?? "", priority: priority ?? .medium,
                status: status ?? .open, createdBy: createdBy ?? "", assignee: assignee ?? "")
            return .create(draft, requestKey: requestKey)
        }
    }

    private mutating func update() -> ServiceRequest.Operation? {
        let id = ticketID()
        // A field that must not be empty says so when it is cleared.
        if isNull("title") { report("title", "is required") }
        let title = text("title", TicketRules.title)
        let description = isNull("description") ? "" : text("description", TicketRules.description)
        let priority = chosen("priority", of: Priority.self)
        let status = chosen("status", of: Status.self)
        let assignee = isNull("assignee") ? "" : person("assignee") ?? (has("assignee") ? "" : nil)
        let ifRevision = revision()
        guard violations.isEmpty, let id else { return nil }
        return build { () throws(FieldViolation) in
            let patch = try TicketPatch(
                title: title, description: description, priority: priority, status: status, assignee: assignee
            )
            return .update(id, patch, ifRevision: ifRevision)
        }
    }

    private mutating func delete() -> ServiceRequest.Operation? {
        let id = ticketID()
        let ifRevision = revision()
        return id.map { .delete($0, ifRevision: ifRevision) }
    }

    private mutating func history() -> ServiceRequest.Operation? {
        let id = ticketID()
        let cursor = text("cursor")
        return id.map { .history($0, cursor: cursor) }
    }

    private mutating func events() -> ServiceRequest.Operation? {
        let after = sequence("after_sequence")
        var since: Timestamp?
        if let text = text("since"), !text.isEmpty {
            since = Timestamp(text)
            if since == nil { report("since", "must be an RFC 3339 time") }
        }
        let limit = limit(EventQuery.limits)
        return .events(
            EventQuery(afterSequence: after, since: since, limit: limit ?? EventQuery.defaultLimit))
    }

    private mutating func list() -> ServiceRequest.Operation? {
        var query = ListQuery()
        query.filter.statuses = names("status", of: Status.self)
        query.filter.priorities = names("priority", of: Priority.self)
        query.filter.assignee = person("assignee")
        query.filter.words = text("search")?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        query.sort.field = name("sort", of: SortField.self) ?? query.sort.field
        query.sort.order = name("order", of: SortOrder.self) ?? query.sort.order
        query.limit = limit(ListQuery.limits) ?? query.limit
        let offset = integer("offset", in: 0...Int.max, orElse: "must be a whole number, 0 or more")
        if let cursor = text("cursor"), !cursor.isEmpty {
            if has("offset") { report("cursor", "must not stand beside offset") }
            query.start = .cursor(cursor)
        } else {
            query.start = .offset(offset ?? 0)
        }
        return .list(query)
    }

    private mutating func person(_ field: String) -> String? {
        text(field) { text throws(FieldViolation) in try TicketRules.name(text, field: field) }
    }

    /// One of the names of an enumeration for a field that cannot be cleared.
    private mutating func chosen<Name: RawRepresentable & CaseIterable>(
        _ field: String, of: Name.Type
    ) -> Name? where Name.RawValue == String {
        if isCleared(field) { reportNames(field, of: Name.self) }
        return name(field, of: Name.self)
    }

    private mutating func revision() -> Int? {
        integer("if_revision", in: 1...Int.max, orElse: "must be a whole number, 1 or more")
    }

    private mutating func limit(_ bounds: ClosedRange<Int>) -> Int? {
        integer(
            "limit", in: bounds,
            orElse: "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }

    /// The values obeyed their rules one by one, so building fails only when a rule is not idempotent.
    private mutating func build(
        _ make: () throws(FieldViolation) -> ServiceRequest.Operation
    ) -> ServiceRequest.Operation? {
        do { return try make() } catch {
            report(error.field, error.message)
            return nil
        }
    }
}
