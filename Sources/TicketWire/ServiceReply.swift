import JSON

/// A reply of the ticket service, read.
public enum ServiceReply: Sendable, Hashable {
    case success(ReplyData, meta: ReplyMeta, requestID: String?)
    case failure(ServiceError, requestID: String?)
}

extension ServiceReply {
    /// The reply as it goes out.
    public var encoded: EncodedReply {
        switch self {
        case .success(let data, let meta, let requestID):
            EncodedReply(data: data.encoded, meta: meta, requestID: requestID)
        case .failure(let error, let requestID): EncodedReply(error, requestID: requestID)
        }
    }

    /// Reads a reply.
    ///
    /// - Parameters:
    ///   - payload: the reply's body.
    ///   - action: what was asked; it decides what the data are.
    /// - Throws: `WireError` when the body is not a reply to that action.
    public init(decoding payload: [UInt8], to action: ServiceAction) throws(WireError) {
        let json = try parseWire(payload)
        let fields = try WireObject(json, "reply")
        let requestID = try fields.optional("request_id", \.string)
        if try fields.required("success", \.bool) {
            let data = try ReplyData(decoding: json["data"] ?? .null, to: action)
            self = .success(data, meta: ReplyMeta(decoding: json["meta"]), requestID: requestID)
        } else {
            self = .failure(try ServiceError(decoding: json), requestID: requestID)
        }
    }
}
