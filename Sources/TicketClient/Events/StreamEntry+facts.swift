import TicketWire
public import Tickets

extension StreamEntry {
    /// How much of a payload words are looked for in, in bytes.
    private static let searchedBytes = 16_384

    /// What a filter looks at. It is made anew each time it is asked for.
    public var facts: EventFilter.Facts {
        let change = event?.change
        let tenant = change?.ticket.tenant.name ?? header(WireHeader.tenantID)
        let ticket = change?.ticket.id.description ?? header(WireHeader.ticketID)
        return EventFilter.Facts(
            subject: subject, tenant: tenant, ticket: ticket, actor: change?.actor,
            text: text(change, [subject, tenant, ticket]))
    }

    private func text(_ change: TicketChange?, _ names: [String?]) -> String {
        var words = names.compactMap { $0 }
        if let change {
            words += [change.actor, change.ticket.title].compactMap { $0 }
            for change in change.changes {
                words += [change.field.rawValue, change.from, change.to].compactMap { $0 }
            }
        }
        var text = words.joined(separator: " ") + " "
        text += String(decoding: payload.prefix(Self.searchedBytes), as: UTF8.self)
        return text.lowercased()
    }
}
