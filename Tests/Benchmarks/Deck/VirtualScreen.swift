/// What a terminal shows after the bytes that a program has written: as much of an xterm as ncurses uses.
struct VirtualScreen {
    private let width: Int
    private let height: Int
    private var cells: [[Character]]
    private var (x, y) = (0, 0)
    private var saved = (x: 0, y: 0)
    private var region: Range<Int>
    /// The last column was written: the next character begins a line.
    private var wraps = false
    private var last: Character = " "
    /// A sequence that is not complete yet.
    private var pending: [UInt8] = []

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        cells = Array(repeating: Array(repeating: " ", count: width), count: height)
        region = 0..<height
    }

    /// The rows as text.
    var rows: [String] { cells.map { String($0) } }

    /// Whether a text stands on one of the rows.
    func shows(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

    mutating func take(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let first = rest.first {
            guard let used = first == 0x1B ? sequence(rest) : plain(rest) else { break }
            rest = rest.dropFirst(used)
        }
        pending = Array(rest)
    }

    /// Takes a character or a control; returns how many bytes it has, `nil` when some are missing.
    private mutating func plain(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x08: x = max(0, x - 1)
        case 0x0A: lineFeed()
        case 0x0D: x = 0
        case 0..<0x20, 0x7F: break
        default:
            let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard bytes.count >= count else { return nil }
            if let character = String(decoding: bytes.prefix(count), as: UTF8.self).first { put(character) }
            return count
        }
        wraps = false
        return 1
    }

    private mutating func put(_ character: Character) {
        if wraps {
            x = 0
            lineFeed()
        }
        cells[y][x] = character
        last = character
        wraps = x == width - 1
        x = min(x + 1, width - 1)
    }

    private mutating func lineFeed() {
        if y == region.upperBound - 1 {
            scroll(1, from: region.lowerBound)
        } else {
            y = min(y + 1, height - 1)
        }
    }

    private mutating func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        guard bytes.count > 1 else { return nil }
        switch bytes[1] {
        case UInt8(ascii: "["): return control(bytes)
        case UInt8(ascii: "]"): return bytes.firstIndex { $0 == 0x07 }.map { $0 + 1 }
        case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count > 2 ? 3 : nil
        case UInt8(ascii: "7"): saved = (x, y)
        case UInt8(ascii: "8"): (x, y) = saved
        case UInt8(ascii: "M"): if y == region.lowerBound { scroll(-1, from: y) } else { y = max(0, y - 1) }
        default: break
        }
        return 2
    }

    private mutating func control(_ bytes: [UInt8]) -> Int? {
        guard let end = bytes.dropFirst(2).firstIndex(where: { $0 >= 0x40 }) else { return nil }
        let text = String(decoding: bytes[2..<end], as: UTF8.self)
        // What begins with a question mark sets modes.
        if !text.hasPrefix("?"), !text.hasPrefix(">") {
            let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            perform(bytes[end], numbers)
        }
        return end + 1
    }

    private mutating func perform(_ letter: UInt8, _ numbers: [Int]) {
        let first = max(1, numbers.first ?? 1)
        wraps = false
        switch letter {
        case UInt8(ascii: "A"): y = max(0, y - first)
        case UInt8(ascii: "B"): y = min(height - 1, y + first)
        case UInt8(ascii: "C"): x = min(width - 1, x + first)
        case UInt8(ascii: "D"): x = max(0, x - first)
        case UInt8(ascii: "G"): x = min(width, first) - 1
        case UInt8(ascii: "d"): y = min(height, first) - 1
        case UInt8(ascii: "H"):
            y = min(height, first) - 1
            x = min(width, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case UInt8(ascii: "J"): eraseScreen(numbers.first ?? 0)
        case UInt8(ascii: "K"): eraseLine(numbers.first ?? 0)
        case UInt8(ascii: "X"): blank(x..<min(width, x + first))
        case UInt8(ascii: "@"):
            cells[y] = Array((cells[y][..<x] + blanks(first) + cells[y][x...]).prefix(width))
        case UInt8(ascii: "P"):
            let kept = cells[y][min(width, x + first)...]
            cells[y] = cells[y][..<x] + kept + blanks(width - x - kept.count)
        case UInt8(ascii: "L"): scroll(-first, from: y)
        case UInt8(ascii: "M"): scroll(first, from: y)
        case UInt8(ascii: "S"): scroll(first, from: region.lowerBound)
        case UInt8(ascii: "T"): scroll(-first, from: region.lowerBound)
        case UInt8(ascii: "b"): for _ in 0..<first { put(last) }
        case UInt8(ascii: "r"):
            let bottom = numbers.count > 1 && numbers[1] > 0 ? min(height, numbers[1]) : height
            region = min(first - 1, bottom - 1)..<bottom
            (x, y) = (0, 0)
        default: break
        }
    }

    private func blanks(_ count: Int) -> [Character] { Array(repeating: " ", count: max(0, count)) }

    private mutating func blank(_ columns: Range<Int>) { for column in columns { cells[y][column] = " " } }

    private mutating func eraseLine(_ what: Int) {
        blank(what == 0 ? x..<width : what == 1 ? 0..<x + 1 : 0..<width)
    }

    private mutating func eraseScreen(_ what: Int) {
        if what < 2 { eraseLine(what) }
        let rows = what == 0 ? y + 1..<max(y + 1, height) : what == 1 ? 0..<y : 0..<height
        for row in rows { cells[row] = blanks(width) }
    }

    /// Moves the rows from one on to the end of the region up, or down when `count` is negative.
    private mutating func scroll(_ count: Int, from top: Int) {
        guard top < region.upperBound else { return }
        for _ in 0..<abs(count) {
            if count > 0 {
                cells.remove(at: top)
                cells.insert(blanks(width), at: region.upperBound - 1)
            } else {
                cells.remove(at: region.upperBound - 1)
                cells.insert(blanks(width), at: top)
            }
        }
    }
}
