import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// A load test from the first ticket it needs to its figures.
struct LoadRun: Sendable {
    let plan: LoadPlan
    let transport: NATSTransport
    let progress: ProgressLine

    /// Makes sure that there are tickets, then measures.
    ///
    /// - Returns: the figures, and whether the test was interrupted.
    /// - Throws: `ClientError` when the service does not answer before the measurement.
    func run() async throws -> (report: LoadReport, wasInterrupted: Bool) {
        let tickets = try await prepare()
        let gauge = LoadGauge(plan.end)
        let interruption = Interruption { gauge.stop() }
        defer { interruption.end() }
        let figures = await withTaskGroup(of: LoadFigures?.self) { group in
            for number in 1...plan.concurrency {
                let worker = LoadWorker(
                    number: number, transport: transport, mix: plan.mix, tickets: tickets, gauge: gauge)
                group.addTask { await worker.run() }
            }
            group.addTask {
                await show(gauge)
                return nil
            }
            var sum = LoadFigures()
            var working = plan.concurrency
            while working > 0, let figures = await group.next() {
                guard let figures else { continue }
                sum.add(figures)
                working -= 1
            }
            group.cancelAll()
            return sum
        }
        return (LoadReport(plan: plan, figures: figures, elapsed: gauge.elapsed), gauge.isStopped)
    }

    private func show(_ gauge: LoadGauge) async {
        while !Task.isCancelled {
            progress.show(gauge.text)
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// The tickets that the test reads and changes: those of an earlier test, and new ones where there are
    /// too few.
    private func prepare() async throws -> [(tenant: Tenant, ids: [TicketID])] {
        let client = TicketClient(transport, actor: "load")
        var all: [(tenant: Tenant, ids: [TicketID])] = []
        for tenant in plan.tenants {
            progress.show("preparing \(tenant)")
            let query = ListQuery(limit: LoadPlan.ticketsPerTenant)
            let present = try await client.list(query, in: tenant).tickets.map(\.id)
            let missing = LoadPlan.ticketsPerTenant - present.count
            all.append((tenant, try await present + make(missing, client, tenant)))
        }
        return all
    }

    private func make(_ count: Int, _ client: TicketClient, _ tenant: Tenant) async throws -> [TicketID] {
        let drafts = (0..<max(0, count)).compactMap(LoadWorker.draft)
        return try await withThrowingTaskGroup(of: TicketID.self) { group in
            for draft in drafts { group.addTask { try await client.create(draft, in: tenant).id } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
