import Screen

/// The help: what is searched in it, and how far it is scrolled.
struct HelpState: Sendable, Hashable {
    var pane = ScrollPane()
    var search = LineEditor()
    var isTyping = false

    var words: [String] {
        search.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
