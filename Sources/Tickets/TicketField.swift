/// A field of a ticket by its name on the wire.
public enum TicketField: String, Sendable, Hashable, CaseIterable {
    case title, description, priority, status, assignee
    case createdBy = "created_by"
}

/// One field of a change: what it was and what it is now; `nil` where the field is absent.
public struct FieldChange: Sendable, Hashable {
    public let field: TicketField
    public let from: String?
    public let to: String?

    public init(field: TicketField, from: String?, to: String?) {
        self.field = field
        self.from = from
        self.to = to
    }
}

extension Ticket {
    /// The text of a field; `nil` where it is absent.
    public subscript(field: TicketField) -> String? {
        switch field {
        case .title: title
        case .description: description
        case .priority: priority.rawValue
        case .status: status.rawValue
        case .assignee: assignee
        case .createdBy: createdBy
        }
    }

    private static func areSame(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        let areSame = unsafe one.utf8.withContiguousStorageIfAvailable { one in
            unsafe other.utf8.withContiguousStorageIfAvailable { unsafe one.elementsEqual($0) }
        }
        return (areSame ?? nil) ?? one.utf8.elementsEqual(other.utf8)
    }

    /// The fields in which a later state of the ticket differs from this one.
    ///
    /// Texts are compared by their code points: `é` in one and in two code points differ.
    public func changes(to later: Ticket) -> [FieldChange] {
        TicketField.allCases.compactMap { field in
            let (from, to) = (self[field], later[field])
            let isSame = (from == nil) == (to == nil) && Ticket.areSame(from ?? "", to ?? "")
            return isSame ? nil : FieldChange(field: field, from: from, to: to)
        }
    }
}
