import Screen

/// An action, where it works, its keys, and how the footer and the help call it.
struct Binding: Sendable, Hashable {
    let action: Action
    let places: Set<Place>
    /// The first one is shown in the footer.
    let keys: [Key]
    /// A word or two for the footer; empty: not there.
    let label: String
    /// A line for the help.
    let explanation: String
    /// In the footer, the lower the sooner it is left out.
    let importance: Int

    init(
        _ action: Action, _ places: Set<Place>, _ keys: [Key], _ label: String, _ explanation: String,
        importance: Int = 0
    ) {
        self.action = action
        self.places = places
        self.keys = keys
        self.label = label
        self.explanation = explanation
        self.importance = importance
    }
}

extension Binding {
    /// Whether all words occur in its keys, its name or its explanation.
    func matches(_ words: [String]) -> Bool {
        let names = keys.map(\.label).joined(separator: " ")
        let text = "\(names) \(action.title) \(explanation)".lowercased()
        return words.allSatisfy(text.contains)
    }
}
