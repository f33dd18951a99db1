import Screen
import Tickets

extension DashboardState {
    mutating func press(_ key: Key, in palette: Palette) {
        var palette = palette
        let rows = paletteRows(palette.editor.text)
        let height = PaletteBox(size: size).rows
        switch key {
        case .escape: return overlay = nil
        case .enter:
            guard rows.indices.contains(palette.viewport.cursor) else { return }
            return choose(rows[palette.viewport.cursor], in: palette)
        case .down, .control("n"): palette.viewport.move(by: 1, count: rows.count, height: height)
        case .up, .control("p"): palette.viewport.move(by: -1, count: rows.count, height: height)
        case .pageDown: palette.viewport.move(by: height, count: rows.count, height: height)
        case .pageUp: palette.viewport.move(by: -height, count: rows.count, height: height)
        case .tab: complete(&palette, rows)
        case .backspace where palette.editor.text.isEmpty: return overlay = nil
        default:
            let before = palette.editor.text
            _ = palette.editor.handle(key)
            if palette.editor.text != before { palette.viewport = ListViewport() }
        }
        overlay = .palette(palette)
    }

    /// Puts the name of the chosen line behind the colon.
    private func complete(_ palette: inout Palette, _ rows: [PaletteRow]) {
        guard rows.indices.contains(palette.viewport.cursor) else { return }
        let row = rows[palette.viewport.cursor]
        if case .begin(let command) = row.subject {
            palette.editor = LineEditor(command.rawValue + " ")
        } else {
            palette.editor = LineEditor(row.name)
        }
        palette.viewport = ListViewport()
    }

    private mutating func choose(_ row: PaletteRow, in palette: Palette) {
        if let refusal = row.refusal { return say(.warning, refusal) }
        if case .begin(let command) = row.subject {
            return overlay = .palette(Palette(editor: LineEditor(command.rawValue + " ")))
        }
        overlay = nil
        switch row.subject {
        case .action(let action): perform(action)
        case .saveView(let name): saveView(name)
        case .view(let view): show(view)
        case .deleteView(let view): delete(view)
        case .export(let path): beginExport(to: path)
        case .theme(let name): ask(.setTheme(name))
        case .tenant(let tenant): pick(tenant)
        case .begin, .nothing: break
        }
    }
}
