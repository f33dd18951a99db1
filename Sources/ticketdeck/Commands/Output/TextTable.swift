import Screen

/// Rows under headings, the columns as wide as what stands in them.
///
/// In a given width the last column is cut, and before it gets too narrow, columns that can be spared
/// are left out.
struct TextTable {
    /// A column of the table.
    struct Column {
        let heading: String
        var isNumber = false
        /// The higher, the sooner it is left out; `nil`: never.
        var spare: Int?
    }

    private static let gap = 2
    /// What the last column gets at least before others are left out for it.
    private static let leastLast = 16

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, a text for each column; the texts are made harmless.
    mutating func add(_ row: [String]) { rows.append(row.map(DisplayText.line)) }

    /// The table as text.
    ///
    /// - Parameters:
    ///   - width: the columns of the terminal; `nil`: nothing is cut.
    ///   - showsHeadings: `false` for what continues an earlier table.
    func text(fitting width: Int?, showsHeadings: Bool = true) -> String {
        let all = (showsHeadings ? [columns.map(\.heading)] : []) + rows
        let shown = shownColumns(all, width)
        var widths = shown.map { index in all.reduce(0) { max($0, TextWidth.columns(of: $1[index])) } }
        if let width, let last = widths.indices.last {
            let before = widths.dropLast().reduce(0) { $0 + $1 + TextTable.gap }
            widths[last] = max(1, min(widths[last], width - before))
        }
        return all.map { row in line(shown.map { row[$0] }, widths, shown, cuts: width != nil) }.joined()
    }

    private func shownColumns(_ all: [[String]], _ width: Int?) -> [Int] {
        var shown = Array(columns.indices)
        guard let width else { return shown }
        let widths = columns.indices.map { index in
            all.reduce(0) { max($0, TextWidth.columns(of: $1[index])) }
        }
        func needed() -> Int {
            let last = shown.last.map { min(widths[$0], TextTable.leastLast) } ?? 0
            return shown.dropLast().reduce(last) { $0 + widths[$1] + TextTable.gap }
        }
        while needed() > width {
            let spared = shown.filter { columns[$0].spare != nil }
                .max { (columns[$0].spare ?? 0) < (columns[$1].spare ?? 0) }
            guard let spared else { break }
            shown.removeAll { $0 == spared }
        }
        return shown
    }

    private func line(_ cells: [String], _ widths: [Int], _ shown: [Int], cuts: Bool) -> String {
        var line = ""
        for (position, cell) in cells.enumerated() {
            let text = cuts ? TextWidth.clip(cell, to: widths[position]) : cell
            let blanks = String(
                repeating: " ", count: max(0, widths[position] - TextWidth.columns(of: text)))
            if columns[shown[position]].isNumber {
                line += blanks + text
            } else {
                line += position == cells.count - 1 ? text : text + blanks
            }
            if position < cells.count - 1 { line += String(repeating: " ", count: TextTable.gap) }
        }
        return line + "\n"
    }
}
