import Screen
import Tickets

/// Two changes of a ticket as lines: each field as it was before, theirs and mine.
struct MergePage {
    private(set) var lines: [[Piece]] = []
    /// The lines of each field.
    private(set) var places: [Range<Int>] = []

    private static let labelWidth = 12

    private let width: Int
    private let glyphs: Glyphs
    private let keys: [Merge.Side: String]

    init(_ merge: Merge, in state: DashboardState) {
        width = max(1, DashboardLayout(state).page.width)
        glyphs = state.glyphs
        keys = [
            .before: state.hint(.takeBefore), .theirs: state.hint(.takeTheirs), .mine: state.hint(.takeMine),
        ]
        for (index, field) in merge.fields.enumerated() {
            if index > 0 { lines.append([]) }
            let first = lines.count
            lines.append(heading(field, who: merge.who, hasCursor: index == merge.cursor))
            for side in Merge.Side.allCases { lines += value(field, side) }
            places.append(first..<lines.count)
        }
    }

    private func heading(_ field: Merge.Field, who: String, hasCursor: Bool) -> [Piece] {
        let words: (String, Role) =
            if field.choice == nil {
                ("\(glyphs.warning) changed by both: choose", .warning)
            } else if field.isChangedByBoth {
                ("changed by both", .faint)
            } else if field.theirs == field.mine {
                ("the same change by both", .faint)
            } else if field.mine == field.before {
                ("changed by \(who)", .faint)
            } else {
                ("changed by you", .faint)
            }
        let mark = hasCursor ? String(glyphs.cursor) : " "
        return [
            Piece(mark + field.field.label, hasCursor ? .title : .strong).bold, Piece("  "),
            Piece(words.0, words.1),
        ]
    }

    /// A side's text behind its key; the chosen one has a mark.
    private func value(_ field: Merge.Field, _ side: Merge.Side) -> [[Piece]] {
        let isChosen = field.choice == side
        let label = [
            Piece(" \(isChosen ? String(glyphs.mark) : " ") ", .mark), Piece(keys[side] ?? "", .key),
            Piece(padded(" \(side.label)", to: MergePage.labelWidth - 4), isChosen ? .strong : .faint),
        ]
        let blank = [Piece(String(repeating: " ", count: MergePage.labelWidth))]
        return text(field, side).enumerated().map { ($0 == 0 ? label : blank) + $1 }
    }

    private func text(_ field: Merge.Field, _ side: Merge.Side) -> [[Piece]] {
        let (text, room) = (field.text(side), max(1, width - MergePage.labelWidth))
        if side != .before, text == field.before { return [[Piece("as before", .faint)]] }
        if side != .before, field.field == .description {
            return TextDiff(from: field.before, to: text).pieces(width: room)
        }
        if text.isEmpty { return [[Piece(field.field == .assignee ? "nobody" : "nothing", .faint)]] }
        return TextLayout.wrap(field.field.words(for: text), to: room).map { [Piece($0)] }
    }

    private func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(1, columns - TextWidth.columns(of: text)))
    }
}

extension Merge.Side {
    /// How the side is called on the screen.
    var label: String {
        switch self {
        case .before: "before"
        case .theirs: "theirs"
        case .mine: "mine"
        }
    }
}
