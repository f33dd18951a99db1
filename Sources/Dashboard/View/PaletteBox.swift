import Screen

/// The size of the palette.
struct PaletteBox {
    let width: Int
    /// How many lines are shown at once.
    let rows: Int

    init(size: Size) {
        width = min(76, max(1, size.width - 6))
        rows = min(16, max(1, size.height - 7))
    }
}
