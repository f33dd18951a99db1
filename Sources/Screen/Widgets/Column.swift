/// A column of a table: how wide it would like to be, and what happens when there is no room.
public struct Column<ID: Hashable & Sendable>: Sendable, Hashable {
    public let id: ID
    /// Narrower than this it is left out.
    public let minimum: Int
    /// For so much the columns of importance below 50 give way.
    public let comfort: Int
    /// What it takes when there is room.
    public let ideal: Int
    /// Whether it takes what the others leave.
    public let grows: Bool
    /// The lower, the sooner it is left out; below 50 for the comfort of others.
    public let importance: Int

    public init(_ id: ID, minimum: Int, comfort: Int? = nil, ideal: Int, grows: Bool = false, importance: Int)
    {
        self.id = id
        self.minimum = minimum
        self.comfort = max(minimum, comfort ?? minimum)
        self.ideal = max(minimum, ideal)
        self.grows = grows
        self.importance = importance
    }
}
