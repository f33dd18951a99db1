/// Lists of ascending numbers, the distances between them in a few bits each, in blocks of one memory.
struct PostingPool: Sendable {
    /// One list. The first number stands here, the others in the pool.
    struct List: Sendable {
        fileprivate(set) var count: UInt32 = 1
        fileprivate let first: UInt32
        fileprivate var last: UInt32
        fileprivate var head: UInt32 = 0
        /// Where the next byte goes.
        fileprivate var tail: UInt32 = 0
        /// Where the block at the tail ends and the address of the next one stands.
        fileprivate var end: UInt32 = 0
        fileprivate var level: UInt8 = 0

        /// A list of one number.
        init(_ number: UInt32) {
            first = number
            last = number
        }
    }

    private static let pieceBits = 16
    /// The sizes of a list's blocks, one after the other; the last size goes on.
    private static let sizes = [16, 32, 64, 128, 256, 512, 1024]
    /// What the address of the next block takes.
    private static let link = 4

    private var pieces: [[UInt8]] = []
    private var used = 1 << pieceBits

    /// Adds a number that is larger than the last one; the last one itself is not added again.
    mutating func append(_ number: UInt32, to list: inout List) {
        guard number > list.last else { return }
        var distance = number - list.last
        while distance >= 0x80 {
            append(byte: UInt8(truncatingIfNeeded: distance) | 0x80, to: &list)
            distance >>= 7
        }
        append(byte: UInt8(distance), to: &list)
        list.last = number
        list.count += 1
    }

    private mutating func append(byte: UInt8, to list: inout List) {
        if list.tail == list.end { grow(&list) }
        pieces[Int(list.tail) >> Self.pieceBits][Int(list.tail) & (1 << Self.pieceBits - 1)] = byte
        list.tail += 1
    }

    private mutating func grow(_ list: inout List) {
        let isFirst = list.end == 0
        let size = Self.sizes[min(Int(list.level), Self.sizes.count - 1)]
        let block = allocate(size)
        if isFirst { list.head = block } else { write(block, at: list.end) }
        list.tail = block
        list.end = block + UInt32(size - Self.link)
        list.level = min(list.level + 1, UInt8(Self.sizes.count - 1))
    }

    /// A block that lies in one piece.
    private mutating func allocate(_ size: Int) -> UInt32 {
        if used + size > 1 << Self.pieceBits {
            pieces.append(Array(repeating: 0, count: 1 << Self.pieceBits))
            used = 0
        }
        let address = (pieces.count - 1) << Self.pieceBits | used
        used += size
        return UInt32(address)
    }

    private mutating func write(_ value: UInt32, at address: UInt32) {
        let piece = Int(address) >> Self.pieceBits
        let place = Int(address) & (1 << Self.pieceBits - 1)
        for index in 0..<Self.link {
            pieces[piece][place + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8))
        }
    }

    /// Adds the numbers of a list to a set.
    func unite(_ list: List, into set: inout Bitmap) {
        var number = list.first
        set.insert(Int(list.last))
        set.insert(Int(number))
        guard list.count > 1 else { return }
        var remaining = list.count - 1
        var (address, level) = (Int(list.head), 0)
        var (distance, shift): (UInt32, UInt32) = (0, 0)
        unsafe set.withWords { words in
            while remaining > 0 {
                let size = Self.sizes[min(level, Self.sizes.count - 1)]
                let start = address & (1 << Self.pieceBits - 1)
                unsafe pieces[address >> Self.pieceBits].withUnsafeBufferPointer { bytes in
                    var position = start
                    let end = start + size - Self.link
                    while position < end, remaining > 0 {
                        let byte = unsafe bytes[position]
                        position += 1
                        distance |= UInt32(byte & 0x7F) << shift
                        if byte & 0x80 != 0 {
                            shift += 7
                            continue
                        }
                        number += distance
                        (distance, shift) = (0, 0)
                        unsafe words[Int(number >> 6)] |= 1 << UInt64(number & 63)
                        remaining -= 1
                    }
                    address = (0..<Self.link).reduce(0) { sum, index in
                        unsafe sum | Int(bytes[end + index]) << (index * 8)
                    }
                }
                level += 1
            }
        }
    }

    /// How much memory the pool takes, in bytes.
    var size: Int { pieces.count << Self.pieceBits }
}
