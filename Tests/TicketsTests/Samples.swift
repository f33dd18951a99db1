import Tickets

/// A ticket for a test; the number makes its id and the moment of its creation.
func sample(
    _ number: Int, title: String = "Ticket", description: String = "", priority: Priority = .medium,
    status: Status = .open, assignee: String? = nil, updated: Int64? = nil
) throws -> Ticket {
    guard let tenant = Tenant("acme"),
        let id = TicketID("00000000-0000-7000-8000-\(String(1_000_000_000_000 + number).dropFirst(1))")
    else { throw FieldViolation(field: "sample", message: "is not legal") }
    let created = Timestamp(milliseconds: Int64(number) * 1000)
    return Ticket(
        id: id, tenant: tenant, title: title, description: description, priority: priority, status: status,
        assignee: assignee, createdAt: created,
        updatedAt: updated.map { Timestamp(milliseconds: $0) } ?? created)
}
