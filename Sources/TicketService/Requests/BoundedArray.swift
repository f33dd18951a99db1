import JSON

/// As many elements of an array as fit, encoded one after the other.
struct BoundedArray {
    /// How many elements it holds.
    private(set) var count = 0
    private let room: Int
    private var writer = JSONWriter(reserving: 1024)

    /// An empty array.
    ///
    /// - Parameter room: how large it may become, in bytes.
    init(room: Int) {
        self.room = room
        writer.beginArray()
    }

    /// As many of these as fit.
    init<Element>(_ elements: [Element], room: Int, _ write: (Element, inout JSONWriter) -> Void) {
        self.init(room: room)
        for element in elements {
            guard add({ write(element, &$0) }) else { break }
        }
    }

    /// Adds an element, when it fits; the first one always does.
    ///
    /// - Returns: whether it was added.
    mutating func add(_ write: (inout JSONWriter) -> Void) -> Bool {
        var single = JSONWriter(reserving: 512)
        write(&single)
        // One byte for the comma, one for the end.
        if count > 0, writer.bytes.count + single.bytes.count + 2 > room { return false }
        writer.raw(single.bytes)
        count += 1
        return true
    }

    /// How many more elements of the same size fit, about.
    var countThatFits: Int { max(0, room - writer.bytes.count) * count / writer.bytes.count }

    /// The JSON array.
    var encoded: [UInt8] {
        var whole = writer
        whole.endArray()
        return whole.bytes
    }
}
