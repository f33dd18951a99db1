/// The latest values of something measured again and again; older ones go.
public struct Series: Sendable, Hashable {
    /// Oldest first; `nil` where nothing was measured.
    public private(set) var values: [Double?] = []
    private let capacity: Int

    /// - Parameter capacity: how many values are kept.
    public init(capacity: Int) { self.capacity = max(1, capacity) }

    /// Adds the newest value.
    public mutating func append(_ value: Double?) {
        values.append(value)
        if values.count > capacity { values.removeFirst(values.count - capacity) }
    }

    /// Adds to the newest value, for counts of an interval that is not over.
    public mutating func add(_ amount: Double) {
        guard let last = values.indices.last else { return append(amount) }
        values[last] = (values[last] ?? 0) + amount
    }
}
