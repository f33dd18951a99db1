import Dashboard
import FoundationEssentials
import Glibc
import Synchronization
import TicketClient
import TicketWire
import Tickets

/// Writes all tickets of a list to a file, page by page.
final class TicketExporter: Sendable {
    private let backend: Backend
    private let current = Mutex<ExportFile?>(nil)

    init(backend: Backend) { self.backend = backend }

    /// - Parameter report: told each step; the last one is neither `written` nor anything after it.
    func write(_ export: Export, _ report: @Sendable (ExportStep) -> Void) async {
        do throws(ExportFile.Problem) {
            let file = try await ExportFile.create(
                TicketExporter.absolute(export.path), replaces: export.replaces)
            current.withLock { $0 = file }
            await write(export, to: file, report)
            current.withLock { $0 = nil }
        } catch {
            report(TicketExporter.step(error))
        }
    }

    /// Removes what of an export was written so far; the program is about to end.
    func abandon() { current.withLock { $0?.discard() } }

    private func write(_ export: Export, to file: ExportFile, _ report: (ExportStep) -> Void) async {
        do {
            if export.form == .csv { try await file.append(Array(TicketCSV.head.utf8)) }
            let count = try await writePages(export, to: file, report)
            try await file.finish()
            report(.done(count: count, path: file.path))
        } catch let problem as ExportFile.Problem {
            file.discard()
            report(TicketExporter.step(problem))
        } catch {
            file.discard()
            report(.failed(problem: (error as? ClientError)?.message ?? "\(error)"))
        }
    }

    private func writePages(
        _ export: Export, to file: ExportFile, _ report: (ExportStep) -> Void
    ) async throws -> Int {
        var query = ListQuery(filter: export.filter, sort: export.sort, limit: ListQuery.limits.upperBound)
        var count = 0
        while true {
            let asked = query
            let page = try await backend.ask { client throws(ClientError) in
                try await client.list(asked, in: export.tenant)
            }
            // What the wire has no form for is left out here, as in the list.
            let tickets = page.tickets.filter(export.filter.matches)
            try await file.append(tickets.flatMap { TicketExporter.line($0, export.form) })
            count += tickets.count
            guard let next = page.nextCursor, !page.tickets.isEmpty else { return count }
            report(.written(count: count, total: page.total))
            query.start = .cursor(next)
        }
    }

    private static func line(_ ticket: Ticket, _ form: ExportForm) -> [UInt8] {
        switch form {
        case .jsonLines: ticket.encoded + [UInt8(ascii: "\n")]
        case .csv: Array(TicketCSV.line(ticket).utf8)
        }
    }

    private static func step(_ problem: ExportFile.Problem) -> ExportStep {
        switch problem {
        case .exists: .exists
        case .system(_, let code):
            .failed(problem: "the file cannot be written: \(unsafe String(cString: strerror(code)))")
        }
    }

    /// The path from the root; `~/` is the home directory.
    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("~/") {
            return (ProcessInfo.processInfo.environment["HOME"] ?? "") + path.dropFirst(1)
        }
        return path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
