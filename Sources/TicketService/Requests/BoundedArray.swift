import JSON

/// As many elements of an array as fit, encoded.
struct BoundedArray {
    /// A JSON array.
    let encoded: [UInt8]
    /// How many elements it holds: all that fit, and always the first one.
    let count: Int

    init<Element>(_ elements: [Element], room: Int, _ write: (Element, inout JSONWriter) -> Void) {
        var writer = JSONWriter(reserving: 1024)
        var count = 0
        writer.beginArray()
        for element in elements {
            var single = JSONWriter(reserving: 512)
            write(element, &single)
            // One byte for the comma, one for the end.
            if count > 0, writer.bytes.count + single.bytes.count + 2 > room { break }
            writer.raw(single.bytes)
            count += 1
        }
        writer.endArray()
        encoded = writer.bytes
        self.count = count
    }
}
