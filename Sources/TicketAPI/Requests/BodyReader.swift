import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Synchronization

/// Reads the bodies of requests, within limits for each one and for all of them together.
final class BodyReader: Sendable {
    /// The largest body, in bytes.
    static let limit = 1_048_576

    private let capacity: Int
    private let held = Atomic<Int>(0)

    /// - Parameter capacity: how many bytes of bodies may be held at once.
    init(capacity: Int) { self.capacity = capacity }

    /// The bytes of a body, and the JSON object that they are.
    ///
    /// - Throws: `APIError` 413 when it is too large, 503 when too much is being read already, 400 when it is no
    ///   JSON object or ends early.
    func object(_ request: Request) async throws(APIError) -> (bytes: [UInt8], object: JSONObject) {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        guard announced ?? 0 <= Self.limit else { throw .bodyTooLarge }
        let reserved = announced ?? Self.limit
        defer { held.subtract(reserved, ordering: .relaxed) }
        guard held.add(reserved, ordering: .relaxed).newValue <= capacity else {
            throw APIError(.serviceUnavailable, "too many bodies are being read just now, try again")
        }
        let bytes = try await read(request.body, announced: announced)
        guard bytes.count <= ServiceLimits.requestSize else { throw .requestTooLarge }
        do {
            guard let object = try JSONValue(parsing: bytes).object else {
                throw APIError(.badRequest, "the body is not a JSON object")
            }
            return (bytes, object)
        } catch let error as JSONError {
            throw APIError(.badRequest, "the body is not JSON: \(error)")
        } catch let error as APIError {
            throw error
        } catch { throw .brokenBody }
    }

    /// The JSON object of a request that may have none: empty then.
    ///
    /// - Throws: what `object` throws; `APIError` 411 for a body that does not say how long it is.
    func optionalObject(_ request: Request) async throws(APIError) -> JSONObject {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            return length == 0 ? JSONObject([]) : try await object(request).object
        }
        guard try await read(request.body, announced: nil).isEmpty else {
            throw APIError(.lengthRequired, "send the body with its Content-Length")
        }
        return JSONObject([])
    }

    private func read(_ body: RequestBody, announced: Int?) async throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        if let announced { bytes.reserveCapacity(announced) }
        do {
            for try await piece in body {
                guard bytes.count + piece.readableBytes <= Self.limit else { throw APIError.bodyTooLarge }
                bytes.append(contentsOf: piece.readableBytesView)
            }
        } catch let error as APIError {
            throw error
        } catch { throw .brokenBody }
        return bytes
    }
}
