import Screen

/// The columns of a ticket's history.
enum HistoryColumn: String, Sendable, Hashable {
    case revision = "REV"
    case age = "AGE"
    case time = "WHEN"
    case actor = "WHO"
    case what = "WHAT"

    static let all: [Column<HistoryColumn>] = [
        Column(.revision, minimum: 3, ideal: 5, importance: 90),
        Column(.age, minimum: 4, ideal: 4, importance: 70),
        Column(.time, minimum: 23, ideal: 23, importance: 40),
        Column(.actor, minimum: 6, ideal: 12, importance: 80),
        Column(.what, minimum: 14, comfort: 20, ideal: 20, grows: true, importance: 100),
    ]
}
