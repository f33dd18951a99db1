import Screen

/// A piece of a line and what it is for.
struct Piece: Sendable, Hashable {
    let text: String
    let role: Role
    /// Heavier than its role says.
    var isBold = false

    init(_ text: String, _ role: Role = .text) {
        self.text = text
        self.role = role
    }

    /// The same piece, heavier.
    var bold: Piece {
        var piece = self
        piece.isBold = true
        return piece
    }

    var columns: Int { TextWidth.columns(of: text) }
}
