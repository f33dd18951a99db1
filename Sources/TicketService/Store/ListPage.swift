/// What a page of a list is, beside its tickets.
struct ListPage: Sendable {
    /// How many tickets the page holds.
    let count: Int
    /// How many tickets the filter matches in all.
    let total: Int
    /// How many tickets stand before the first one of the page.
    let offset: Int
    /// Where the next page begins; `nil` on the last one.
    let nextCursor: String?
}
