import Screen
import Tickets

/// A small choice for one field of one ticket.
struct Picker: Sendable, Hashable {
    enum Field: Sendable, Hashable {
        case status, priority
        /// Typed, not chosen.
        case assignee(LineEditor)
    }

    let ticket: Ticket
    var field: Field
    var index = 0

    var options: [String] {
        switch field {
        case .status: Status.allCases.map(\.rawValue)
        case .priority: Priority.allCases.map(\.rawValue)
        case .assignee: []
        }
    }
}
