import Tickets

extension FormState {
    /// The form as it is kept on disk.
    var draft: SavedDraft {
        var (texts, began): ([String: String], [String: String]) = ([:], [:])
        for field in FormState.fields {
            texts[field.rawValue] = self[field]
            began[field.rawValue] = base[field]
        }
        switch purpose {
        case .create(let key):
            return SavedDraft(tenant: tenant, ticket: nil, revision: nil, fields: texts, requestKey: key)
        case .edit(let ticket):
            return SavedDraft(
                tenant: tenant, ticket: ticket.id, revision: ticket.revision, fields: texts, base: began)
        }
    }

    /// Puts the texts of a draft into the fields.
    mutating func take(_ draft: SavedDraft) {
        for field in FormState.fields {
            if let text = draft.fields[field.rawValue] { self[field] = text }
        }
    }
}
