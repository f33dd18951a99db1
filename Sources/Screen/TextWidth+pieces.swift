extension TextWidth {
    /// What one cell holds: a spacing character with at most four marks, and its columns.
    struct Piece: Hashable {
        var character: Character
        var columns: Int

        static let replacement = Piece(character: "\u{FFFD}", columns: 1)
    }

    /// A cell of ncurses holds one spacing character and this many others.
    private static let markLimit = 4

    /// The cells in which a character is drawn; nearly always one.
    static func pieces(of character: Character) -> [Piece] {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return [] }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return [piece(of: first)] }
        if first.isUndrawable { return [.replacement] }
        if let emoji = emojiSequence(Array(scalars)) { return [emoji] }
        return letters(scalars)
    }

    private static func piece(of scalar: Unicode.Scalar) -> Piece {
        if scalar == "\t" { return Piece(character: " ", columns: 1) }
        if scalar.isUndrawable { return .replacement }
        return Piece(character: Character(scalar), columns: WidthTable.columns(of: scalar))
    }

    /// Flags, keycaps, selectors, skin tones and joined emoji; `nil`: no emoji.
    private static func emojiSequence(_ scalars: [Unicode.Scalar]) -> Piece? {
        let (first, second) = (scalars[0], scalars[1])
        if first.isRegionalIndicator, second.isRegionalIndicator {
            return Piece(character: character(scalars.prefix(2)), columns: 2)
        }
        guard first.properties.isEmoji else { return nil }
        switch second.value {
        case 0xFE0E: return Piece(character: character(scalars.prefix(2)), columns: 1)
        case 0xFE0F where scalars.count > 2 && scalars[2].value == 0x20E3:
            return Piece(character: character(scalars.prefix(3)), columns: 2)
        case 0xFE0F: return Piece(character: character(scalars.prefix(2)), columns: 2)
        case 0x200D where scalars.count > 2, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F:
            // A terminal cell cannot hold the whole sequence: its first emoji stands for it.
            let shown = first.properties.isEmojiPresentation ? [first] : [first, "\u{FE0F}"]
            return Piece(character: character(shown[...]), columns: 2)
        default: return nil
        }
    }

    /// A cell for each spacing letter, with the marks that follow it.
    private static func letters(_ scalars: Character.UnicodeScalarView) -> [Piece] {
        var cells: [(scalars: [Unicode.Scalar], columns: Int)] = []
        for scalar in scalars {
            let width = scalar.isUndrawable ? 0 : WidthTable.columns(of: scalar)
            if width > 0 || cells.isEmpty {
                cells.append(([scalar], width))
            } else if cells[cells.count - 1].columns == 0, width == 0 {
                continue
            } else if cells[cells.count - 1].scalars.count <= markLimit, !scalar.isUndrawable {
                cells[cells.count - 1].scalars.append(scalar)
            }
        }
        return cells.map { Piece(character: character($0.scalars[...]), columns: $0.columns) }
    }

    /// One character of scalars that were one before; should Unicode's rules split them, the first of them.
    private static func character(_ scalars: ArraySlice<Unicode.Scalar>) -> Character {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text.first ?? "\u{FFFD}"
    }
}

extension Unicode.Scalar {
    /// Half of a flag.
    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// Whether it must never reach a terminal: it controls, turns the direction of text, or is nothing.
    var isUndrawable: Bool {
        switch value {
        case 0x20..<0x7F, 0xA0..<0x300, 0x4E00..<0xA000, 0xAC00...0xD7A3: return false
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return true
        default: break
        }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return true
        default: return false
        }
    }
}

extension Character {
    /// A single printable ASCII character.
    var isPlainASCII: Bool {
        let bytes = utf8
        guard let first = bytes.first, (0x20..<0x7F).contains(first) else { return false }
        return bytes.index(after: bytes.startIndex) == bytes.endIndex
    }
}

extension String {
    /// Only printable ASCII characters: each is one byte and one column.
    var isPlainASCII: Bool { utf8.allSatisfy { (0x20..<0x7F).contains($0) } }
}
