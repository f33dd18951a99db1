import Screen

/// The command palette: what is typed narrows the actions by name.
struct Palette: Sendable, Hashable {
    var editor = LineEditor()
    var viewport = ListViewport()
}
