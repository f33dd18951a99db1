import CNCurses
import Screen

/// A cell as ncurses takes it: a spacing character and up to four marks.
struct DrawnCell: Hashable {
    var base: UInt32
    var marks: [UInt32] = []

    static let blank = DrawnCell(base: 0x20)
}

/// Decides what of a cell's character this terminal can be given.
///
/// ncurses counts columns by the C library's table, which is older than ours and knows no clusters. Where the
/// two differ, the cell is drawn so that both end in the same column: a picture may be plainer, never shifted.
struct CellDrawing {
    let isUTF8: Bool
    /// Draws the program's symbols by their ASCII forms.
    let asciiOnly: Bool

    /// The cells of ncurses, which together take `width` columns.
    func cells(of character: Character, width: Int) -> [DrawnCell] {
        let form = asciiOnly ? Glyphs.asciiForm(of: character) ?? character : character
        var scalars = form.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return padded(.blank, to: width) }
        if first.value < 0x80, first.value >= 0x20, first.value != 0x7F {
            let marks = width == 1 ? self.marks(&scalars) : []
            return padded(DrawnCell(base: first.value, marks: marks), to: width)
        }
        guard isUTF8 else { return padded(localCell(first), to: width) }
        let columns = Int(td_character_columns(first.value))
        if columns == width { return [DrawnCell(base: first.value, marks: marks(&scalars))] }
        if columns == 1, width == 2 { return halves(first, scalars.next()) }
        return padded(replacement, to: width)
    }

    /// One column for the C library, two for us: a flag in its two halves, an emoji in its text form.
    private func halves(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> [DrawnCell] {
        let indicators = UInt32(0x1F1E6)...UInt32(0x1F1FF)
        if let second, indicators.contains(first.value), indicators.contains(second.value) {
            return [DrawnCell(base: first.value), DrawnCell(base: second.value)]
        }
        return [DrawnCell(base: first.value), .blank]
    }

    private func marks(_ scalars: inout Character.UnicodeScalarView.Iterator) -> [UInt32] {
        guard isUTF8 else { return [] }
        var marks: [UInt32] = []
        while marks.count < 4, let scalar = scalars.next() {
            if scalar.value >= 0x300, td_character_columns(scalar.value) == 0 {
                marks.append(scalar.value)
            }
        }
        return marks
    }

    /// In a locale that is not UTF-8: what it has, else a question mark.
    private func localCell(_ scalar: Unicode.Scalar) -> DrawnCell {
        let isControl = scalar.properties.generalCategory == .control
        return !isControl && td_locale_has(scalar.value) ? DrawnCell(base: scalar.value) : replacement
    }

    private var replacement: DrawnCell { DrawnCell(base: isUTF8 && !asciiOnly ? 0xFFFD : 0x3F) }

    private func padded(_ cell: DrawnCell, to width: Int) -> [DrawnCell] {
        width == 2 ? [cell, .blank] : [cell]
    }
}
