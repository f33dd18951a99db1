import Screen

/// A piece of a line and what it is for.
struct Piece: Sendable, Hashable {
    let text: String
    let role: Role

    init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }

    var columns: Int { TextWidth.columns(of: text) }
}
