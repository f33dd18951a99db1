import Tickets

extension FormState {
    /// What is wrong with a field, said behind its name. What is only missing is said once the field
    /// was touched.
    func violation(_ field: TicketField) -> String? {
        if let refused = refused.first(where: { $0.field == field.rawValue }) { return refused.message }
        if field == .title, TicketRules.trim(self[.title]).isEmpty, !touched.contains(.title) { return nil }
        return broken(field)?.message
    }

    /// The rule that a field breaks.
    func broken(_ field: TicketField) -> FieldViolation? {
        do throws(FieldViolation) {
            switch field {
            case .title: _ = try TicketRules.title(self[field])
            case .description: _ = try TicketRules.description(self[field])
            case .assignee: _ = try TicketRules.name(self[field], field: field.rawValue)
            case .priority, .status, .createdBy: break
            }
            return nil
        } catch {
            return error
        }
    }

    /// How many characters a field still takes, negative when there are too many; `nil` for choices.
    func room(_ field: TicketField) -> Int? {
        switch field {
        case .title: TicketRules.titleLimit - TicketRules.trim(self[field]).unicodeScalars.count
        case .description: TicketRules.descriptionLimit - self[field].unicodeScalars.count
        case .assignee: TicketRules.nameLimit - TicketRules.trim(self[field]).unicodeScalars.count
        case .priority, .status, .createdBy: nil
        }
    }

    /// The first field that breaks a rule.
    var firstBroken: TicketField? { FormState.fields.first { broken($0) != nil } }

    /// The new ticket that the fields describe.
    func draft(by actor: String) throws(FieldViolation) -> TicketDraft {
        try TicketDraft(
            title: self[.title], description: self[.description],
            priority: Priority(rawValue: self[.priority]) ?? .medium,
            status: Status(rawValue: self[.status]) ?? .open, createdBy: actor, assignee: self[.assignee])
    }

    /// The fields that were changed, and no others.
    func patch() throws(FieldViolation) -> TicketPatch {
        let changed = changedFields
        func text(_ field: TicketField) -> String? { changed.contains(field) ? self[field] : nil }
        return try TicketPatch(
            title: text(.title), description: text(.description),
            priority: text(.priority).flatMap(Priority.init(rawValue:)),
            status: text(.status).flatMap(Status.init(rawValue:)),
            assignee: text(.assignee))
    }
}
