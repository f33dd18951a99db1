/// A page of a list, ready for a reply.
struct ListPage: Sendable {
    /// The tickets as one JSON array.
    let tickets: [UInt8]
    /// How many tickets the page holds.
    let count: Int
    /// How many tickets the filter matches in all.
    let total: Int
    /// How many tickets stand before the first one of the page.
    let offset: Int
    /// Where the next page begins; `nil` on the last one.
    let nextCursor: String?
}
