import Tickets

/// Where the pages of a list begin.
struct LinePages {
    /// How many tickets are said at once.
    static let size = 20

    /// The beginnings of the shown page and of those before it.
    var starts: [ListQuery.Start] = [.offset(0)]
    /// Where the next page begins; `nil`: there is none.
    var next: ListQuery.Start?
}
