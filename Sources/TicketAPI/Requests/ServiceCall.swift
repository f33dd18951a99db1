import JSON
import TicketWire
import Tickets

/// A request to the ticket service, put together from the parts of an HTTP request.
struct ServiceCall {
    let action: ServiceAction
    let tenant: Tenant
    let requestID: String

    /// The request with data that are one JSON object already.
    func encoded(data: [UInt8]) -> [UInt8] {
        var writer = begin(reserving: data.count)
        writer.raw(data)
        writer.endObject()
        return writer.bytes
    }

    /// The request with these data.
    func encoded(data: JSONObject) -> [UInt8] {
        var writer = begin(reserving: 256)
        writer.value(.object(data))
        writer.endObject()
        return writer.bytes
    }

    private func begin(reserving room: Int) -> JSONWriter {
        var writer = JSONWriter(reserving: room + 160)
        writer.beginObject()
        writer.key(fixed: "action")
        writer.value(plain: action.rawValue.utf8)
        writer.key(fixed: "tenant_id")
        writer.value(plain: tenant.name.utf8)
        writer.key(fixed: "request_id")
        writer.value(requestID)
        writer.key(fixed: "data")
        return writer
    }
}
