import CommandOptions
import JSON
import TicketWire
import Tickets

/// A line of a file that is imported: the ticket to make, or what is wrong with it.
struct ImportItem: Sendable {
    let number: Int
    let draft: TicketDraft
    let key: String

    /// Reads a line: an object with the fields of a ticket; fields that the service gives itself, such as
    /// `id` and `revision` in an export, are passed over.
    ///
    /// - Parameter key: the request key for a line that names none itself.
    /// - Throws: `CommandFailure` with what is wrong, without the line's number.
    init(_ line: LineReader.Line, key: String, in tenant: Tenant) throws(CommandFailure) {
        guard !line.isTooLong else { throw CommandFailure("is longer than \(LineReader.limit) bytes") }
        let json: JSONValue
        do { json = try JSONValue(parsing: line.bytes) } catch {
            throw CommandFailure("is not JSON: \(error)")
        }
        guard json.object != nil else { throw CommandFailure("is not a JSON object") }
        let operation: ServiceRequest.Operation
        do { operation = try RequestData.operation(.create, json, in: tenant) } catch {
            throw CommandFailure(CommandFailure.line(error))
        }
        guard case .create(let draft, let own) = operation else {
            throw CommandFailure("is not a ticket")
        }
        number = line.number
        self.draft = draft
        self.key = own ?? key
    }
}
