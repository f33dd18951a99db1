import Screen

/// The columns of the list of alerts.
enum AlertColumn: String, Sendable, Hashable {
    case time = "TIME"
    case rule = "RULE"
    case subject = "SUBJECT"
    case tenant = "TENANT"
    case what = "WHAT"

    static let all: [Column<AlertColumn>] = [
        Column(.time, minimum: 8, ideal: 8, importance: 90),
        Column(.rule, minimum: 10, comfort: 14, ideal: 20, importance: 95),
        Column(.subject, minimum: 13, ideal: 13, importance: 45),
        Column(.tenant, minimum: 8, ideal: 12, importance: 48),
        Column(.what, minimum: 12, comfort: 24, ideal: 24, grows: true, importance: 100),
    ]
}
