import CNCurses
import Screen

/// A style as ncurses takes it.
struct Pen: Hashable {
    var attributes: attr_t
    var pair: Int32
}

/// The colour pairs in use.
@MainActor final class Pens {
    private let colorDepth: ColorDepth
    private var pens: [Style: Pen] = [:]
    private var pairs: [UInt32: Int32] = [:]
    private var last: (style: Style, pen: Pen)?

    init(colorDepth: ColorDepth) { self.colorDepth = colorDepth }

    /// The pen of a style; colours that the terminal lacks become the nearest it has.
    func pen(for style: Style) -> Pen {
        // Neighbours mostly share their style.
        if let last, last.style == style { return last.pen }
        let pen = pens[style] ?? make(style)
        pens[style] = pen
        last = (style, pen)
        return pen
    }

    private func make(_ style: Style) -> Pen {
        let fitted = style.fitted(to: colorDepth)
        return Pen(
            attributes: td_attributes(UInt32(fitted.attributes.rawValue)),
            pair: pair(number(fitted.foreground), number(fitted.background)))
    }

    private func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
        if foreground < 0, background < 0 { return 0 }
        let key =
            UInt32(UInt16(truncatingIfNeeded: foreground)) << 16
            | UInt32(UInt16(truncatingIfNeeded: background))
        if let known = pairs[key] { return known }
        // When all pairs are taken, ncurses would give one away that is still on the screen.
        guard pairs.count < Int(td_pairs()) - 2 else { return 0 }
        let pair = max(0, alloc_pair(foreground, background))
        pairs[key] = pair
        return pair
    }

    private func number(_ color: Color) -> Int32 {
        if case .palette(let index) = color { return Int32(index) }
        return -1
    }
}
