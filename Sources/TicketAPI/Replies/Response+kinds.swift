import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A reply with a body.
    init(_ status: HTTPResponse.Status, _ type: String, _ bytes: [UInt8], headers: HTTPFields = HTTPFields())
    {
        var headers = headers
        headers[.contentType] = type
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A reply in JSON.
    init(_ status: HTTPResponse.Status, json bytes: [UInt8], headers: HTTPFields = HTTPFields()) {
        self.init(status, "application/json", bytes, headers: headers)
    }

    /// A reply that says why a request was not done.
    init(_ error: APIError, requestID: String?) {
        var headers = HTTPFields()
        switch error.status {
        case .serviceUnavailable: headers[.retryAfter] = "1"
        // What is left of the body is not worth waiting for.
        case .contentTooLarge, .requestTimeout: headers[.connection] = "close"
        default: break
        }
        self.init(error.status, json: error.body(requestID: requestID), headers: headers)
    }
}
