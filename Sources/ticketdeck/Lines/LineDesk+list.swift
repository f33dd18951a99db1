import Dashboard
import TicketClient
import Tickets

extension LineDesk {
    /// Reads the page that `pages` ends with, and says it.
    func list(from pages: LinePages) async {
        let (filter, problems) = TicketFilter.parse(expression)
        for problem in problems { voice.say("\(problem.word): \(problem.reason)") }
        do throws(ClientError) {
            let (page, next) = try await read(filter, from: pages.starts.last ?? .offset(0))
            self.pages = pages
            self.pages.next = next
            shown = page.tickets
            say(page)
        } catch {
            voice.say("The tickets could not be read: \(error.message). list tries again.")
        }
    }

    /// As many tickets as a page has; what the wire has no form for is left out here.
    private func read(
        _ filter: TicketFilter, from start: ListQuery.Start
    ) async throws(ClientError) -> (TicketPage, ListQuery.Start?) {
        var query = ListQuery(filter: filter, sort: sort, limit: LinePages.size, start: start)
        var found: [Ticket] = []
        let tenant = tenant
        while true {
            let asked = query
            let page = try await backend.ask { client throws(ClientError) in
                try await client.list(asked, in: tenant)
            }
            found += page.tickets.filter(filter.matches)
            let next = page.tickets.isEmpty ? nil : page.nextCursor.map { ListQuery.Start.cursor($0) }
            guard let next, found.isEmpty else {
                return (TicketPage(tickets: found, total: page.total, nextCursor: nil), next)
            }
            query.start = next
        }
    }

    private func say(_ page: TicketPage) {
        let filtered = expression.isEmpty ? "" : ", filter \(expression)"
        let number = pages.starts.count > 1 ? ", page \(pages.starts.count)" : ""
        if shown.isEmpty {
            return voice.say("No tickets in \(tenant.name)\(filtered).")
        }
        let count = page.total == 1 ? "1 ticket" : "\(page.total) tickets"
        voice.say("\(count) in \(tenant.name)\(filtered)\(number).")
        for (index, ticket) in shown.enumerated() {
            voice.say("\(index + 1). \(TicketSpeech.row(ticket, now: .now))")
        }
        if pages.next != nil { voice.say("There are more: next.") }
    }

    func nextPage() async {
        guard let next = pages.next else { return voice.say("This is the last page.") }
        var pages = pages
        pages.starts.append(next)
        await list(from: pages)
    }

    func previousPage() async {
        guard pages.starts.count > 1 else { return voice.say("This is the first page.") }
        var pages = pages
        pages.starts.removeLast()
        await list(from: pages)
    }

    func read(_ number: Int) async {
        guard let listed = ticket(number) else { return }
        do throws(ClientError) {
            let tenant = tenant
            let ticket = try await backend.ask { client throws(ClientError) in
                try await client.get(listed.id, in: tenant)
            }
            shown[number - 1] = ticket
            for line in TicketSpeech.lines(ticket, now: .now) { voice.say(line) }
        } catch {
            voice.say("\"\(listed.title)\" could not be read: \(error.message)")
        }
    }

    func filter(_ text: String) async {
        expression = text
        await list(from: LinePages())
    }

    func show(_ tenant: Tenant) async {
        self.tenant = tenant
        seeksTenant = false
        undo = nil
        backend.follow(tenant)
        lastTenant.save(tenant)
        await list(from: LinePages())
    }

    func sayTenants() async {
        do throws(ClientError) {
            let counts = try await backend.ask { client throws(ClientError) in try await client.tenants() }
            if counts.isEmpty { voice.say("No tenant has tickets yet.") }
            for count in counts { voice.say("\(count.tenant.name), tickets: \(count.counts.total)") }
        } catch {
            voice.say("The tenants could not be read: \(error.message)")
        }
    }

    func sayViews() {
        if views.isEmpty { voice.say("No view is saved.") }
        for view in views {
            let words = view.filter.isEmpty ? "all tickets" : view.filter
            voice.say("\(view.name): \(words), by \(view.sort.field.rawValue) \(view.sort.order.rawValue)")
        }
    }

    func showView(_ name: String) async {
        guard let view = views.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            return voice.say("No view is called \(name). views says all.")
        }
        sort = view.sort
        await filter(view.filter)
    }
}
