import CommandOptions
import JSON
import TicketWire
import Tickets

/// The fields of a ticket as they were typed or stand in a file, read by the rules of the service.
enum RequestData {
    /// The operation that the fields describe.
    ///
    /// - Parameter data: the `data` of a request.
    /// - Throws: `ServiceError` with every rule that a field breaks, as the service itself would say it.
    static func operation(
        _ action: ServiceAction, _ data: JSONValue, in tenant: Tenant
    ) throws(ServiceError) -> ServiceRequest.Operation {
        let request: JSONValue = [
            "action": .string(action.rawValue), "tenant_id": .string(tenant.name), "data": data,
        ]
        do {
            return try ServiceRequest(decoding: request.encoded, scopedTo: nil).operation
        } catch { throw error.error }
    }
}
