/// Finds numbers by the hash of what they stand for; that itself is kept elsewhere.
///
/// The table is in parts that grow one by one, so that no single insertion is slow.
struct NumberTable: Sendable {
    fileprivate struct Part: Sendable {
        /// A power of two of slots, none at first; 0: free, else the number and one.
        var slots: [UInt32] = []
        var count = 0
    }

    private static let partBits = 6
    private var parts = Array(repeating: Part(), count: 1 << partBits)

    /// The number with that hash that is the wanted one.
    func number(_ hash: Int, _ isWanted: (Int) -> Bool) -> Int? {
        let part = NumberTable.part(hash)
        let mask = parts[part].slots.count - 1
        guard mask > 0 else { return nil }
        var slot = NumberTable.home(hash, mask)
        while parts[part].slots[slot] != 0 {
            let number = Int(parts[part].slots[slot]) - 1
            if isWanted(number) { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Adds a number that is not there yet.
    ///
    /// - Parameter hashOf: tells the hash of any number that is there.
    mutating func insert(_ number: Int, _ hash: Int, _ hashOf: (Int) -> Int) {
        parts[NumberTable.part(hash)].insert(number, hash, hashOf)
    }

    /// Forgets a number.
    mutating func remove(_ number: Int, _ hash: Int, _ hashOf: (Int) -> Int) {
        parts[NumberTable.part(hash)].remove(number, hash, hashOf)
    }

    /// The part that a hash belongs to.
    private static func part(_ hash: Int) -> Int { hash & ((1 << partBits) - 1) }

    /// Where the search for a hash begins.
    fileprivate static func home(_ hash: Int, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: UInt(bitPattern: hash) >> UInt(partBits)) & mask
    }
}

extension NumberTable.Part {
    mutating func insert(_ number: Int, _ hash: Int, _ hashOf: (Int) -> Int) {
        if (count + 1) * 4 > slots.count * 3 { grow(hashOf) }
        place(number, hash)
        count += 1
    }

    private mutating func place(_ number: Int, _ hash: Int) {
        let mask = slots.count - 1
        var slot = NumberTable.home(hash, mask)
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(number + 1)
    }

    private mutating func grow(_ hashOf: (Int) -> Int) {
        let old = slots
        slots = Array(repeating: 0, count: max(4, old.count * 2))
        for slot in old where slot != 0 {
            let number = Int(slot) - 1
            place(number, hashOf(number))
        }
    }

    /// Frees the number's slot and moves up those behind it that would not be found any more.
    mutating func remove(_ number: Int, _ hash: Int, _ hashOf: (Int) -> Int) {
        guard !slots.isEmpty else { return }
        let mask = slots.count - 1
        var free = NumberTable.home(hash, mask)
        while slots[free] != UInt32(number + 1) {
            if slots[free] == 0 { return }
            free = (free + 1) & mask
        }
        var slot = (free + 1) & mask
        while slots[slot] != 0 {
            let home = NumberTable.home(hashOf(Int(slots[slot]) - 1), mask)
            if (slot - home) & mask >= (slot - free) & mask {
                slots[free] = slots[slot]
                free = slot
            }
            slot = (slot + 1) & mask
        }
        slots[free] = 0
        count -= 1
    }
}
