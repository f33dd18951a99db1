import HTTPTypes
import JSON
import TicketClient
import TicketWire

/// Why a request is not done, when it is not the service that says so.
struct APIError: Error {
    let status: HTTPResponse.Status
    /// One sentence that says what is wrong and what to do; it holds nothing that people typed.
    let message: String
    /// The broken rule's field, if there is one.
    var field: String?

    init(_ status: HTTPResponse.Status, _ message: String, field: String? = nil) {
        self.status = status
        self.message = message
        self.field = field
    }

    /// The reply's body, in the form of the service's.
    func body(requestID: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(fixed: "success")
        writer.value(false)
        writer.key(fixed: "error")
        writer.value(message)
        writer.key(fixed: "code")
        writer.value(status.code)
        if let field {
            writer.key(fixed: "details")
            writer.value([["field": .string(field), "message": .string(message)]])
        }
        if let requestID {
            writer.key(fixed: "request_id")
            writer.value(requestID)
        }
        writer.endObject()
        return writer.bytes
    }
}

extension APIError {
    static let bodyTooLarge = APIError(
        .contentTooLarge, "the body is larger than \(BodyReader.limit) bytes: send less")

    static let requestTooLarge = APIError(.contentTooLarge, ServiceError.tooLarge.message)

    static let brokenBody = APIError(.badRequest, "the body ended before its end: send it whole")

    /// What a failed request to the service means over HTTP.
    ///
    /// - Parameter isWrite: whether the request could have changed something.
    init(_ error: ClientError, isWrite: Bool) {
        switch error.kind {
        case .noService, .disconnected, .notPermitted:
            self.init(.serviceUnavailable, "\(error.message); nothing was changed, try again")
        case .unknownOutcome where isWrite:
            self.init(
                .gatewayTimeout,
                "\(error.message): whether the change was made is not known; read the ticket before you ask again"
            )
        case .unknownOutcome: self.init(.gatewayTimeout, "\(error.message), try again")
        case .notSent: self.init(.contentTooLarge, "\(error.message): send less")
        case .refused, .unreadableReply: self.init(.badGateway, error.message)
        }
    }
}
