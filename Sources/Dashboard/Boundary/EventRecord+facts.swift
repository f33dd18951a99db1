import Tickets

extension EventRecord {
    /// Whether a filter shows it.
    func matches(_ filter: EventFilter) -> Bool {
        let ticket = change?.ticket
        let isWordless = filter.words.isEmpty && filter.excludedWords.isEmpty
        let parts = [
            subject, ticket?.tenant.name, ticket?.id.description, ticket?.title, change?.actor, payload,
        ]
        return filter.matches(
            EventFilter.Facts(
                subject: subject, tenant: ticket?.tenant.name, ticket: ticket?.id.description,
                actor: change?.actor,
                text: isWordless ? "" : parts.compactMap { $0 }.joined(separator: " ").lowercased()))
    }
}
