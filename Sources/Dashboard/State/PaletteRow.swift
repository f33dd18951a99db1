import Tickets

/// A line of the palette.
struct PaletteRow: Sendable, Hashable {
    enum Subject: Sendable, Hashable {
        case action(Action)
        /// Needs a text, which Enter lets one type.
        case begin(PaletteCommand)
        case saveView(String)
        case view(SavedView)
        case deleteView(SavedView)
        case export(String)
        case theme(String)
        case tenant(Tenant)
        /// Does nothing: only says why.
        case nothing
    }

    let subject: Subject
    let name: String
    let explanation: String
    /// The key that does the same.
    var key = ""
    /// Why it cannot be done now; `nil`: it can.
    var refusal: String?

    /// Whether all words occur in it, in any order.
    func matches(_ words: [String]) -> Bool {
        let text = "\(name) \(explanation)".lowercased()
        return words.allSatisfy(text.contains)
    }
}
