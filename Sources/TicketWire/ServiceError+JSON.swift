import JSON
import Tickets

extension ServiceError {
    init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "reply")
        let number = try fields.optional("code") { $0.integer.flatMap { Int(exactly: $0) } } ?? 0
        var details: [FieldViolation] = []
        for entry in try fields.optional("details", \.array) ?? [] {
            let violation = try WireObject(entry, "details")
            details.append(
                FieldViolation(
                    field: try violation.required("field", \.string),
                    message: try violation.required("message", \.string)))
        }
        let code = Code(number: number)
        let ticket = try code == .conflict ? fields.optional("data") { $0 } : nil
        self.init(
            code, try fields.optional("error", \.string) ?? "the request failed", details: details,
            ticket: try ticket.map { json throws(WireError) in try Ticket(decoding: json) })
    }
}
