public import JSON
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
        var writer = EncodedReply.begin(reserving: data.count + 160)
        writer.raw(data)
        self.init(finishing: writer, meta: meta, requestID: requestID)
    }

    /// The beginning of a reply to a request that was done; its data comes next, as one value.
    public static func begin(reserving capacity: Int) -> JSONWriter {
        var writer = JSONWriter(reserving: capacity)
        writer.beginObject()
        writer.key(fixed: "success")
        writer.value(true)
        writer.key(fixed: "data")
        return writer
    }

    /// A reply to a request that was done, whose data is written.
    ///
    /// - Parameters:
    ///   - begun: what `begin` gave, and the data behind it.
    ///   - meta: what stands beside the data.
    ///   - requestID: the request's own, given back.
    public init(finishing begun: consuming JSONWriter, meta: ReplyMeta, requestID: String?) {
        var writer = begun
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
        writer.key(fixed: "success")
        writer.value(false)
        writer.member("error", error.message)
        writer.member("code", error.code.rawValue)
        if !error.details.isEmpty {
            writer.key(fixed: "details")
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
            writer.key(fixed: "data")
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
