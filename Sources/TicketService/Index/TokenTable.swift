/// The words of all texts, each once, in the order in which they were first seen.
struct TokenTable: Sendable {
    /// No word holds this byte, and it stands behind each.
    private static let separator: UInt8 = 0x20
    private static let seed = UInt64.random(in: 0 ... .max)

    private var text: [UInt8] = []
    /// Where each word begins.
    private var starts = ChunkedArray<UInt32>()
    private var table = NumberTable()

    /// How many words there are.
    var count: Int { starts.count }

    /// The number of a word, which is a new one when the word is.
    mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = unsafe TokenTable.hash(word)
        if let number = unsafe find(word, hash) { return number }
        let number = starts.count
        starts.append(UInt32(text.count))
        unsafe text.append(contentsOf: word)
        text.append(TokenTable.separator)
        let (known, places) = (text, starts)
        table.insert(number, hash) { TokenTable.hash($0, known, places) }
        return number
    }

    private func find(_ word: UnsafeBufferPointer<UInt8>, _ hash: Int) -> Int? {
        unsafe text.withUnsafeBufferPointer { text in
            table.number(hash) { number in
                let start = Int(starts[number])
                guard start + word.count < text.count,
                    unsafe text[start + word.count] == TokenTable.separator
                else { return false }
                for index in 0..<word.count where unsafe text[start + index] != word[index] { return false }
                return true
            }
        }
    }

    /// The numbers of the words that a text occurs in, ascending.
    func numbers(containing part: [UInt8]) -> [Int] {
        var numbers: [Int] = []
        let scan = TextScan(part)
        unsafe text.withUnsafeBufferPointer { text in
            var position = 0
            while let place = unsafe scan.next(in: text, from: position) {
                let number = self.number(at: place, from: numbers.last.map { $0 + 1 } ?? 0)
                numbers.append(number)
                position = number + 1 < starts.count ? Int(starts[number + 1]) : text.count
            }
        }
        return numbers
    }

    /// The word that stands at a place; it is the first that could or one behind it.
    private func number(at place: Int, from first: Int) -> Int {
        var (low, step) = (first, 1)
        while low + step < starts.count, Int(starts[low + step]) <= place {
            low += step
            step *= 2
        }
        var high = min(low + step, starts.count)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if Int(starts[middle]) <= place { low = middle } else { high = middle }
        }
        return low
    }

    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = seed
        for index in 0..<word.count { unsafe hash = (hash ^ UInt64(word[index])) &* 0x9E37_79B9_7F4A_7C15 }
        return Int(truncatingIfNeeded: hash >> 20 ^ hash >> 44)
    }

    /// The hash of the word of that number.
    private static func hash(_ number: Int, _ text: [UInt8], _ starts: ChunkedArray<UInt32>) -> Int {
        let start = Int(starts[number])
        let end = (number + 1 < starts.count ? Int(starts[number + 1]) : text.count) - 1
        return unsafe text.withUnsafeBufferPointer { text in
            unsafe hash(UnsafeBufferPointer(rebasing: text[start..<end]))
        }
    }

    /// How much memory the words take, in bytes.
    var size: Int { text.capacity + starts.count * 4 }
}
