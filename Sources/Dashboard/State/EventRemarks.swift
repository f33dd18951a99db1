import Tickets

/// Lines of the events view that are in no stream: markers and interruptions, the newest of them.
struct EventRemarks: Sendable, Hashable {
    private static let limit = 200

    /// In the order of their sequences.
    private(set) var lines: [EventLine] = []

    mutating func add(_ line: EventLine) {
        lines.append(line)
        if lines.count > EventRemarks.limit { lines.removeFirst() }
    }

    mutating func clear() { lines = [] }

    /// Those right before a sequence of a stretch.
    private func within(_ range: Range<UInt64>) -> ArraySlice<EventLine> {
        let first = lines.firstIndex { $0.boundary >= range.lowerBound } ?? lines.endIndex
        return lines[first...].prefix { $0.boundary < range.upperBound }
    }

    /// The newest marker.
    var lastMarker: EventLine? { lines.last(where: \.isMarker) }

    /// The lines of a stretch that was read: its messages, the gaps between them, and the remarks.
    ///
    /// - Parameter isAtTail: whether nothing stands behind the stretch.
    func lines(of records: [EventRecord], covered: Range<UInt64>, isAtTail: Bool) -> [EventLine] {
        var lines: [EventLine] = []
        lines.reserveCapacity(records.count)
        var expected = covered.lowerBound
        var remarks = within(covered.lowerBound..<(isAtTail ? .max : covered.upperBound))
        func takeRemarks(before sequence: UInt64) {
            while let remark = remarks.first, remark.sequence < sequence {
                lines.append(remark)
                remarks.removeFirst()
            }
        }
        for record in records {
            takeRemarks(before: record.sequence)
            if record.sequence > expected {
                lines.append(EventLine(expected, .gap(record.sequence - expected)))
            }
            lines.append(EventLine(record))
            expected = record.sequence + 1
        }
        if expected < covered.upperBound {
            lines.append(EventLine(expected, .gap(covered.upperBound - expected)))
        }
        takeRemarks(before: .max)
        return lines
    }
}
