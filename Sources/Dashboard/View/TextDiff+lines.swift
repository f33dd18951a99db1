import Screen

extension TextDiff {
    /// The texts below each other, wrapped to a width: `-` before what went, `+` before what came, and
    /// the changed words in their own style.
    func pieces(width: Int) -> [[Piece]] { lines.flatMap { $0.pieces(width: max(1, width - 2)) } }
}

extension TextDiff.Line {
    fileprivate func pieces(width: Int) -> [[Piece]] {
        let text = words.flatMap { word in word.text.map { (character: $0, isChanged: word.isChanged) } }
        return TextLayout.rows(of: text.map(\.character), width: width).enumerated().map { number, row in
            let mark = Piece(number == 0 ? sign : "  ", role)
            return [mark] + stretches(text[row])
        }
    }

    /// Characters of one kind as one piece.
    private func stretches(_ row: ArraySlice<(character: Character, isChanged: Bool)>) -> [Piece] {
        var pieces: [Piece] = []
        var rest = row
        while let first = rest.first {
            let stretch = rest.prefix { $0.isChanged == first.isChanged }
            pieces.append(Piece(String(stretch.map(\.character)), first.isChanged ? role : .text))
            rest = rest.dropFirst(stretch.count)
        }
        return pieces
    }

    private var sign: String {
        switch kind {
        case .same: "  "
        case .removed: "- "
        case .added: "+ "
        }
    }

    private var role: Role {
        switch kind {
        case .same: .text
        case .removed: .bad
        case .added: .good
        }
    }
}
