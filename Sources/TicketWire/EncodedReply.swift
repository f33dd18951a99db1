import JSON
import Tickets

/// A reply as it goes out: the body and its headers.
public struct EncodedReply: Sendable {
    public let payload: [UInt8]
    /// A failed reply's headers (NATS ADR-32); empty with a successful one.
    public let headers: [(name: String, value: String)]

    /// A reply to a request that was done.
    ///
    /// - Parameters:
    ///   - data: one JSON value, encoded; encoded tickets are put together without decoding them.
    ///   - meta: what stands beside the data.
    ///   - requestID: the request's own, given back.
    public init(data: [UInt8], meta: ReplyMeta = .none, requestID: String? = nil) {
        var writer = JSONWriter(reserving: data.count + 160)
        writer.beginObject()
        writer.key("success")
        writer.value(true)
        writer.key("data")
        writer.raw(data)
        meta.write(to: &writer)
        if let requestID { writer.member("request_id", requestID) }
        writer.endObject()
        payload = writer.bytes
        headers = []
    }

    /// A reply to a request that was not done.
    public init(_ error: ServiceError, requestID: String? = nil) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("success")
        writer.value(false)
        writer.member("error", error.message)
        writer.member("code", error.code.rawValue)
        if !error.details.isEmpty {
            writer.key("details")
            writer.beginArray()
            for violation in error.details {
                writer.beginObject()
                writer.member("field", violation.field)
                writer.member("message", violation.message)
                writer.endObject()
            }
            writer.endArray()
        }
        if let ticket = error.ticket {
            writer.key("data")
            ticket.write(to: &writer)
        }
        if let requestID { writer.member("request_id", requestID) }
        writer.endObject()
        payload = writer.bytes
        headers = [
            (WireHeader.serviceError, EncodedReply.headerText(error.message)),
            (WireHeader.serviceErrorCode, String(error.code.rawValue)),
        ]
    }

    /// A header is one line of printable ASCII.
    private static func headerText(_ text: String) -> String {
        String(text.unicodeScalars.map { (" "..."~").contains($0) ? Character($0) : "?" })
    }
}
