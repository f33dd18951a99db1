import Tickets

/// A draft of a changed ticket whose ticket is being read, to open the form on it.
struct DraftOpening: Sendable, Hashable {
    /// Of the reading under way; 0 before the first.
    let number: Int
    let draft: SavedDraft
}
