import Screen
import Tickets

/// A small choice for one field of one ticket, or of the marked ones.
struct Picker: Sendable, Hashable {
    enum Field: Sendable, Hashable {
        case status, priority
        /// Typed, not chosen.
        case assignee(LineEditor)
    }

    let ticket: Ticket
    /// The marked tickets as they were shown; empty: only `ticket` is meant.
    var marked: [Ticket] = []
    var field: Field
    var index = 0

    /// Whose field it is.
    var subject: String {
        marked.isEmpty ? ticket.title : "\(marked.count) marked ticket\(marked.count == 1 ? "" : "s")"
    }

    var options: [String] {
        switch field {
        case .status: Status.allCases.map(\.rawValue)
        case .priority: Priority.allCases.map(\.rawValue)
        case .assignee: []
        }
    }
}
