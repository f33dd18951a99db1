import Screen
import Tickets

/// Two changes of one ticket that began at the same state, field by field, and what shall come of them.
struct Merge: Sendable, Hashable {
    enum Side: Sendable, Hashable, CaseIterable { case before, theirs, mine }

    /// A field that was changed by at least one of the two.
    struct Field: Sendable, Hashable {
        let field: TicketField
        let before: String
        let theirs: String
        let mine: String
        /// Whose text is saved; `nil` until somebody chose between two changes.
        var choice: Side?

        func text(_ side: Side) -> String {
            switch side {
            case .before: before
            case .theirs: theirs
            case .mine: mine
            }
        }

        var isChangedByBoth: Bool { theirs != before && mine != before && theirs != mine }
    }

    /// The ticket as the others left it.
    let theirs: Ticket
    /// Who they are.
    let who: String
    private(set) var fields: [Field]
    /// The field under the cursor.
    var cursor = 0
    var pane = ScrollPane()
    /// Whether it has stood on the screen as it is.
    var isShown = false

    /// Compares the form with how the ticket stands now. A field that only one side changed takes that
    /// change; between two changes a person has to choose.
    init(_ form: FormState, _ meanwhile: Meanwhile) {
        theirs = meanwhile.ticket
        who = meanwhile.who
        let texts = FormState(editing: meanwhile.ticket).base
        fields = FormState.fields.compactMap { field in
            let (before, their, mine) = (form.base[field] ?? "", texts[field] ?? "", form[field])
            guard before != their || before != mine else { return nil }
            let choice: Side? =
                mine == before ? .theirs : their == before || their == mine ? .mine : nil
            return Field(field: field, before: before, theirs: their, mine: mine, choice: choice)
        }
    }

    /// The same comparison after one more change by others; what was chosen between the same texts stays.
    func renewed(_ form: FormState, _ meanwhile: Meanwhile) -> Merge {
        var merge = Merge(form, meanwhile)
        for index in merge.fields.indices {
            guard let old = fields.first(where: { $0.field == merge.fields[index].field }) else { continue }
            if old.theirs == merge.fields[index].theirs { merge.fields[index].choice = old.choice }
        }
        merge.cursor = min(cursor, max(0, merge.fields.count - 1))
        merge.pane = pane
        return merge
    }

    /// Whether the others changed any of the fields.
    var hasTheirs: Bool { fields.contains { $0.theirs != $0.before } }
    /// Whether anything that was changed here is not there yet.
    var hasMine: Bool { fields.contains { $0.mine != $0.before && $0.mine != $0.theirs } }
    /// The first field that nobody has chosen for.
    var undecided: Int? { fields.firstIndex { $0.choice == nil } }

    /// Chooses for the field under the cursor and goes on to the next one that needs it.
    mutating func choose(_ side: Side) {
        guard fields.indices.contains(cursor) else { return }
        fields[cursor].choice = side
        if let next = undecided { cursor = next }
    }
}
