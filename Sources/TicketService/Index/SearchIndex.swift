/// Which rows' texts hold which words.
///
/// A part of a word occurs in a text if and only if it occurs in one of the text's words, so what is found
/// by way of the words needs no second look. Each text that is added gets the next number; a row whose text
/// changes gets another one, and the old number is dead.
struct SearchIndex: Sendable {
    private static let none = UInt32.max
    /// Longer words are not kept: texts that hold one are looked at themselves.
    private static let longestWord = 64

    private var words = TokenTable()
    private var pool = PostingPool()
    private var lists = ChunkedArray<PostingPool.List>()
    /// The row of each text; `none` when it is dead.
    private var rowOfText = ChunkedArray<UInt32>()
    private var textOfRow = ChunkedArray<UInt32>()
    /// The texts that are not dead.
    private var living = Bitmap()
    private var remembered = RememberedTexts()
    /// The texts with a word that is too long.
    private var longTexts = Bitmap()
    /// How many texts are dead.
    private(set) var deadCount = 0
    /// Whether each text that is not dead has the number of its row.
    private var isParallel = true

    /// How many texts were added.
    var count: Int { rowOfText.count }

    /// Whether the row's text is known.
    func contains(_ row: Int) -> Bool { row < textOfRow.count && textOfRow[row] != SearchIndex.none }

    /// Adds a row's text.
    ///
    /// - Parameter text: folded.
    mutating func add(_ row: Int, _ text: [UInt8]) {
        let number = rowOfText.count
        rowOfText.append(UInt32(row))
        living.insert(number)
        while textOfRow.count <= row { textOfRow.append(SearchIndex.none) }
        textOfRow[row] = UInt32(number)
        if number != row { isParallel = false }
        unsafe text.withUnsafeBufferPointer { bytes in
            var start = 0
            for position in 0...bytes.count {
                guard unsafe position == bytes.count || SearchIndex.isSpace(bytes[position]) else { continue }
                if position > start {
                    unsafe add(UnsafeBufferPointer(rebasing: bytes[start..<position]), of: number)
                }
                start = position + 1
            }
        }
    }

    private mutating func add(_ word: UnsafeBufferPointer<UInt8>, of number: Int) {
        guard word.count <= SearchIndex.longestWord else { return longTexts.insert(number) }
        let index = unsafe words.number(of: word)
        if index == lists.count {
            lists.append(PostingPool.List(UInt32(number)))
        } else {
            lists.modify(index) { pool.append(UInt32(number), to: &$0) }
        }
    }

    /// Forgets a row's text.
    mutating func remove(_ row: Int) {
        guard contains(row) else { return }
        living.remove(Int(textOfRow[row]))
        rowOfText[Int(textOfRow[row])] = SearchIndex.none
        textOfRow[row] = SearchIndex.none
        deadCount += 1
    }

    /// What parts words: the only white space in titles and descriptions that is ASCII.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    /// How much memory the index takes, in bytes, near enough.
    var size: Int { words.size + pool.size + lists.count * 28 + (rowOfText.count + textOfRow.count) * 4 }
}

extension SearchIndex {
    /// What it costs to look at a text itself, in numbers of a list.
    private static let costOfText = 250
    /// With more numbers in the lists of its words, what was found for a part of a word is remembered.
    private static let manyNumbers = 20_000
    /// With more new texts, what is remembered is of no use.
    private static let manyTexts = 2000

    /// Those of the rows whose text a word occurs in.
    ///
    /// - Parameters:
    ///   - word: folded, with no space in it.
    ///   - rows: all of them known to the index.
    ///   - occurs: looks at a row's text itself.
    mutating func rows(with word: [UInt8], among rows: Bitmap, _ occurs: (Int) -> Bool) -> Bitmap {
        let wanted = texts(of: rows)
        var found: Bitmap
        if let known = remembered[word], count - known.count <= SearchIndex.manyTexts {
            found = known.texts
            for text in known.count..<count where living.contains(text) && occurs(Int(rowOfText[text])) {
                found.insert(text)
            }
            remembered.remember(found, of: count, for: word)
        } else {
            found = look(for: word, among: wanted, occurs)
        }
        found.formIntersection(wanted)
        return self.rows(of: found)
    }

    private mutating func look(
        for word: [UInt8], among wanted: Bitmap, _ occurs: (Int) -> Bool
    ) -> Bitmap {
        let matching = words.numbers(containing: word)
        let total = matching.reduce(0) { $0 + Int(lists[$1].count) }
        var found = Bitmap(below: count)
        if total > SearchIndex.manyNumbers {
            let uncertain = uniteCommon(matching, total, into: &found)
            check(uncertain, occurs, &found)
            check(longTexts, occurs, &found)
            remembered.remember(found, of: count, for: word)
        } else {
            for index in matching { pool.unite(lists[index], into: &found) }
            var long = longTexts
            long.formIntersection(wanted)
            check(long, occurs, &found)
        }
        return found
    }

    /// Looks at those of the texts that are not found yet.
    private func check(_ texts: Bitmap, _ occurs: (Int) -> Bool, _ found: inout Bitmap) {
        var rest = texts
        rest.formIntersection(living)
        rest.subtract(found)
        rest.forEach { if occurs(Int(rowOfText[$0])) { found.insert($0) } }
    }

    /// Reads the lists of the common words first: when they have found nearly all, looking at the few others
    /// is cheaper than reading all the rare words' lists.
    ///
    /// - Returns: the texts that have to be looked at.
    private func uniteCommon(_ words: [Int], _ total: Int, into found: inout Bitmap) -> Bitmap {
        var rest = total
        let words = words.sorted { lists[$0].count > lists[$1].count }
        for (step, index) in words.enumerated() {
            pool.unite(lists[index], into: &found)
            rest -= Int(lists[index].count)
            guard step % 4 == 3, rest > 10_000 else { continue }
            let uncertain = living.subtracting(found)
            if uncertain.count * SearchIndex.costOfText < rest { return uncertain }
        }
        return Bitmap()
    }

    private func texts(of rows: Bitmap) -> Bitmap {
        if isParallel { return rows }
        var texts = Bitmap(below: rowOfText.count)
        rows.forEach { if contains($0) { texts.insert(Int(textOfRow[$0])) } }
        return texts
    }

    private func rows(of texts: Bitmap) -> Bitmap {
        if isParallel { return texts }
        var rows = Bitmap(below: textOfRow.count)
        texts.forEach { rows.insert(Int(rowOfText[$0])) }
        return rows
    }
}
