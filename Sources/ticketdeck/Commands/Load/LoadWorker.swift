import TicketClient
import TicketWire
import Tickets

/// Makes one request after the other and measures each.
struct LoadWorker: Sendable {
    let number: Int
    let transport: any TicketTransport
    let mix: LoadMix
    /// The tickets there are, by tenant.
    let tickets: [(tenant: Tenant, ids: [TicketID])]
    let gauge: LoadGauge

    /// Works until the gauge says that it is enough.
    func run() async -> LoadFigures {
        var figures = LoadFigures()
        var random = SystemRandomNumberGenerator()
        var count = 0
        while !Task.isCancelled, !tickets.isEmpty, gauge.takes() {
            count += 1
            let (tenant, ids) = tickets[Int.random(in: tickets.indices, using: &random)]
            let action = mix.draw(using: &random)
            guard let operation = operation(action, ids.randomElement(using: &random), count) else { break }
            let request = ServiceRequest(tenant: tenant, actor: "load", operation: operation).encoded
            let start = ContinuousClock.now
            let error = await LoadWorker.ask(transport, request, tenant, action)
            figures.add(action, start.duration(to: .now), error: error)
            gauge.note(isError: error != nil)
            // Failures that come at once must not fill the time with nothing but themselves.
            if error != nil { try? await Task.sleep(for: .milliseconds(10)) }
        }
        return figures
    }

    private func operation(
        _ action: ServiceAction, _ id: TicketID?, _ count: Int
    ) -> ServiceRequest.Operation? {
        guard let id else { return nil }
        switch action {
        case .get: return .get(id)
        case .update:
            // Another text each time: an update that changes nothing is cheaper than a real one.
            let text = "Changed \(count) times by worker \(number) of a load test."
            return (try? TicketPatch(description: text)).map { .update(id, $0, ifRevision: nil) }
        case .create: return LoadWorker.draft(count).map { .create($0, requestKey: nil) }
        default: return .list(ListQuery(limit: LoadPlan.pageSize))
        }
    }

    /// A ticket as people would write it.
    static func draft(_ number: Int) -> TicketDraft? {
        try? TicketDraft(
            title: "Load test ticket \(number)",
            description: "Made by a load test. It may be deleted, as the whole tenant may.",
            priority: Priority.allCases[number % Priority.allCases.count],
            status: Status.allCases[number % Status.allCases.count])
    }

    /// Sends a request.
    ///
    /// - Returns: what went wrong; `nil`: nothing.
    private static func ask(
        _ transport: any TicketTransport, _ request: [UInt8], _ tenant: Tenant, _ action: ServiceAction
    ) async -> String? {
        do throws(ClientError) {
            let reply = try await transport.send(request, tenant: tenant)
            // Reading a whole list here would measure this program and not the service.
            if reply.starts(with: success) { return nil }
            switch try? ServiceReply(decoding: reply, to: action) {
            case .success: return nil
            case .failure(let error, _): return "\(error.code.rawValue) \(error.message)"
            case nil: return "the reply cannot be read"
            }
        } catch {
            return error.message
        }
    }

    private static let success = Array(#"{"success":true,"#.utf8)
}
