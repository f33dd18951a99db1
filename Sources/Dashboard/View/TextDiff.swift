/// What differs between two texts: whole lines, and in a changed line the words.
struct TextDiff: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        enum Kind: Sendable, Hashable { case same, removed, added }

        let kind: Kind
        let words: [Word]
    }

    struct Word: Sendable, Hashable {
        let text: String
        /// Whether it is not in the line that this one took the place of, or of which it is the rest.
        let isChanged: Bool
    }

    let lines: [Line]

    init(from old: String, to new: String) {
        lines = TextDiff.runs(TextDiff.lines(of: old), TextDiff.lines(of: new)).flatMap { run in
            switch run {
            case .same(let lines): lines.map { Line(kind: .same, words: [Word(text: $0, isChanged: false)]) }
            case .changed(let removed, let added): TextDiff.compared(removed, added)
            }
        }
    }

    /// A stretch of two sequences that is the same in both, or is not.
    private enum Run {
        case same([String])
        case changed(removed: [String], added: [String])
    }

    private static func runs(_ old: [String], _ new: [String]) -> [Run] {
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var runs: [Run] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let (firstLeft, firstRight) = (left, right)
            while left < old.count, removed.contains(left) { left += 1 }
            while right < new.count, added.contains(right) { right += 1 }
            if left > firstLeft || right > firstRight {
                runs.append(
                    .changed(removed: Array(old[firstLeft..<left]), added: Array(new[firstRight..<right])))
            }
            let firstSame = left
            while left < old.count, !removed.contains(left), right < new.count, !added.contains(right) {
                (left, right) = (left + 1, right + 1)
            }
            if left > firstSame { runs.append(.same(Array(old[firstSame..<left]))) }
        }
        return runs
    }

    /// Lines that took the place of others: the first of them is compared with the first, and so on.
    private static func compared(_ removed: [String], _ added: [String]) -> [Line] {
        var (before, after): ([Line], [Line]) = ([], [])
        for index in 0..<max(removed.count, added.count) {
            let old = index < removed.count ? removed[index] : nil
            let new = index < added.count ? added[index] : nil
            let (oldWords, newWords) = words(old ?? "", new ?? "")
            if old != nil { before.append(Line(kind: .removed, words: oldWords)) }
            if new != nil { after.append(Line(kind: .added, words: newWords)) }
        }
        return before + after
    }

    /// The words of two lines, each with whether the other line lacks it.
    private static func words(_ old: String, _ new: String) -> (old: [Word], new: [Word]) {
        var (left, right): ([Word], [Word]) = ([], [])
        for run in runs(words(of: old), words(of: new)) {
            switch run {
            case .same(let words):
                let words = words.map { Word(text: $0, isChanged: false) }
                left += words
                right += words
            case .changed(let removed, let added):
                left += removed.map { Word(text: $0, isChanged: true) }
                right += added.map { Word(text: $0, isChanged: true) }
            }
        }
        return (left, right)
    }

    private static func lines(of text: String) -> [String] {
        text.isEmpty
            ? [] : text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }

    /// Words and the blanks between them.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        var last: Bool?
        for character in line {
            let isBlank = character.isWhitespace
            if isBlank == last {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            last = isBlank
        }
        return words
    }
}
