import Screen

/// The columns of the events view.
enum EventColumn: String, Sendable, Hashable {
    case sequence = "SEQ"
    case time = "TIME"
    case subject = "SUBJECT"
    case tenant = "TENANT"
    case ticket = "TICKET"
    case actor = "ACTOR"
    case what = "WHAT"

    static let all: [Column<EventColumn>] = [
        Column(.sequence, minimum: 7, ideal: 8, importance: 10),
        Column(.time, minimum: 8, ideal: 12, importance: 90),
        Column(.subject, minimum: 13, ideal: 18, importance: 40),
        Column(.tenant, minimum: 8, ideal: 12, importance: 50),
        Column(.ticket, minimum: 8, ideal: 8, importance: 60),
        Column(.actor, minimum: 6, ideal: 12, importance: 30),
        Column(.what, minimum: 20, comfort: 24, ideal: 24, grows: true, importance: 100),
    ]
}
