import Screen

/// The question from where the event stream is shown.
struct FromPrompt: Sendable, Hashable {
    var editor = LineEditor()
    /// What is wrong with what was typed.
    var problem: String?
}
