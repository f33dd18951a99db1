import Tickets

/// A word to the person in the status line.
struct Remark: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case good, info, warning, bad }

    let kind: Kind
    let text: String
    /// When it goes.
    var until: Timestamp
}
