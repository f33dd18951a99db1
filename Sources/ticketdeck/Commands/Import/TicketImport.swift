import CommandOptions
import TicketClient
import TicketWire
import Tickets

/// Makes a ticket of each line, many at a time.
struct TicketImport {
    /// How many requests are under way at once.
    private static let width = 32

    let client: TicketClient
    let tenant: Tenant
    let progress: ProgressLine
    private let notice: WaitNotice

    /// - Parameter progress: shows how far it is, and what there is to say.
    init(client: TicketClient, tenant: Tenant, progress: ProgressLine) {
        self.client = client
        self.tenant = tenant
        self.progress = progress
        notice = WaitNotice(progress)
    }

    private enum Outcome: Sendable {
        case imported
        case failed(line: Int, reason: String)
    }

    /// Imports all lines; what is wrong with one is said and the rest go on.
    ///
    /// - Parameter tally: counts the lines, also of an import that ends early.
    /// - Throws: `ClientError` when the service stays away; what was under way may or may not be done.
    func run(_ lines: LineReader, _ tally: inout ImportTally) async throws {
        var lines = lines
        var keys = ImportKeys()
        var counts = tally
        defer { tally = counts }
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var underWay = 0
            while let line = try await lines.next() {
                guard !line.isBlank else { continue }
                do throws(CommandFailure) {
                    let item = try ImportItem(line, key: keys.key(of: line.bytes), in: tenant)
                    group.addTask { try await make(item) }
                    underWay += 1
                } catch {
                    note(.failed(line: line.number, reason: error.message), &counts)
                }
                while underWay >= TicketImport.width, let outcome = try await group.next() {
                    underWay -= 1
                    note(outcome, &counts)
                }
            }
            while let outcome = try await group.next() { note(outcome, &counts) }
        }
    }

    private func note(_ outcome: Outcome, _ tally: inout ImportTally) {
        switch outcome {
        case .imported: tally.imported += 1
        case .failed(let line, let reason):
            tally.failed += 1
            progress.say("ticketdeck: line \(line): \(reason)")
        }
        progress.show(tally.text)
    }

    private func make(_ item: ImportItem) async throws -> Outcome {
        var patience = ImportPatience()
        while true {
            do throws(ClientError) {
                _ = try await client.create(item.draft, in: tenant, requestKey: item.key)
                notice.isOver()
                return .imported
            } catch {
                guard ImportPatience.isPassing(error) else {
                    guard case .refused(let refusal) = error.kind else { throw error }
                    return .failed(line: item.number, reason: CommandFailure.line(refusal))
                }
                notice.waits(for: error)
                // The key makes it safe to ask again, whatever has become of the first request.
                guard await patience.waits() else { throw error }
            }
        }
    }
}
