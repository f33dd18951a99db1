import CNCurses
import Screen

/// Brings frames to the screen; only the rows that differ from the last one reach ncurses.
///
/// Safe because its buffer of cells is its own and as long as the widest row written.
@MainActor @safe final class Painter {
    private let drawing: CellDrawing
    private let pens: Pens
    private var painted: Frame?
    private var buffer: UnsafeMutableBufferPointer<cchar_t>

    init(drawing: CellDrawing, colorDepth: ColorDepth) {
        self.drawing = drawing
        pens = Pens(colorDepth: colorDepth)
        unsafe buffer = .allocate(capacity: 256)
    }

    isolated deinit { unsafe buffer.deallocate() }

    /// Paints a frame on a screen of a size.
    ///
    /// - Parameter everything: also what has not changed, since the screen is no longer as it was left.
    func paint(_ frame: Frame, on size: Size, everything: Bool) {
        let last = everything || painted?.size != frame.size ? nil : painted
        if last == nil { td_erase() }
        let rows = min(frame.size.height, size.height)
        for y in 0..<max(0, rows) where last.map({ !frame.isRow(y, sameIn: $0) }) ?? true {
            write(frame.row(y), to: y, columns: size.width)
            // The halves of a flag only show together, so ncurses must not leave one of them out.
            if frame.hasFlag(inRow: y) || last?.hasFlag(inRow: y) ?? false { td_redraw_row(Int32(y)) }
        }
        painted = frame
        place(frame.cursor, on: size)
        td_update(everything)
    }

    private func place(_ cursor: Point?, on size: Size) {
        let visible = cursor.map { Rect(size).contains($0) } ?? false
        if let cursor, visible {
            td_place_cursor(Int32(cursor.y), Int32(cursor.x))
        } else {
            td_place_cursor(0, -1)
        }
        curs_set(visible ? 1 : 0)
    }

    private func write(_ row: ArraySlice<Cell>, to y: Int, columns: Int) {
        reserve(columns)
        var count = 0
        var used = 0
        for cell in row where cell.width > 0 {
            guard used + Int(cell.width) <= columns else { break }
            let pen = pens.pen(for: cell.style)
            for drawn in drawing.cells(of: cell.character, width: Int(cell.width)) {
                set(count, drawn, pen)
                count += 1
            }
            used += Int(cell.width)
        }
        unsafe td_write_row(Int32(y), buffer.baseAddress, Int32(count))
    }

    private func reserve(_ columns: Int) {
        guard unsafe columns > buffer.count else { return }
        unsafe buffer.deallocate()
        unsafe buffer = .allocate(capacity: columns)
    }

    private func set(_ index: Int, _ cell: DrawnCell, _ pen: Pen) {
        func mark(_ number: Int) -> wchar_t {
            number < cell.marks.count ? wchar_t(bitPattern: cell.marks[number]) : 0
        }
        // Safe because a row has at most as many cells as it has columns, for which there is room.
        unsafe td_set_cell(
            buffer.baseAddress?.advanced(by: index), wchar_t(bitPattern: cell.base), mark(0), mark(1),
            mark(2), mark(3),
            pen.attributes, pen.pair)
    }
}
