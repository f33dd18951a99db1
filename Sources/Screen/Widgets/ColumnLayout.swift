/// Columns fitted to a width: the least important ones are left out, then all are narrowed to what is
/// there, the most important ones last.
public struct ColumnLayout<ID: Hashable & Sendable>: Sendable, Hashable {
    /// A column's place, from the left edge of the table.
    public struct Slot: Sendable, Hashable {
        public let id: ID
        public let x: Int
        public let width: Int
    }

    public let slots: [Slot]

    /// Fits columns, `gap` blanks between them.
    public init(_ columns: [Column<ID>], width: Int, gap: Int = 2) {
        var kept = columns
        while kept.count > 1,
            let least = kept.indices.min(by: { kept[$0].importance < kept[$1].importance }),
            ColumnLayout.needed(kept, gap, comfortably: kept[least].importance < 50) > width
        {
            kept.remove(at: least)
        }
        var room = width - ColumnLayout.needed(kept, gap, comfortably: false)
        var widths = kept.map { min($0.minimum, max(0, width)) }
        let byImportance = kept.indices.sorted { kept[$0].importance > kept[$1].importance }
        for index in byImportance where room > 0 {
            let more = min(room, kept[index].ideal - widths[index])
            widths[index] += max(0, more)
            room -= max(0, more)
        }
        if room > 0, let growing = kept.firstIndex(where: \.grows) { widths[growing] += room }
        var x = 0
        var slots: [Slot] = []
        for (column, width) in zip(kept, widths) {
            slots.append(Slot(id: column.id, x: x, width: width))
            x += width + gap
        }
        self.slots = slots
    }

    private static func needed(_ columns: [Column<ID>], _ gap: Int, comfortably: Bool) -> Int {
        columns.reduce(0) { $0 + (comfortably ? $1.comfort : $1.minimum) } + gap * max(0, columns.count - 1)
    }
}
