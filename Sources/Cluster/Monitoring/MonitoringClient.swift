import Dispatch
import JSON

/// Asks the monitoring endpoint of one server, over HTTP.
///
/// A request blocks a thread of a queue of its own, never one of the cooperative pool, and ends in time even
/// while the name of the host is being looked up.
public struct MonitoringClient: Sendable {
    /// Where the endpoint listens.
    public let address: ServerAddress
    /// How long a request may take in all.
    public let timeout: Duration
    /// The largest answer accepted, in bytes.
    public let sizeLimit: Int
    private let queue: DispatchQueue

    /// A client of one endpoint.
    public init(_ address: ServerAddress, timeout: Duration = .seconds(1), sizeLimit: Int = 16 << 20) {
        self.address = address
        self.timeout = timeout
        self.sizeLimit = sizeLimit
        queue = DispatchQueue(label: "ticketdeck.monitoring.\(address)")
    }

    /// Gets one document, such as `/varz`.
    ///
    /// - Parameter path: the path, with the query when there is one.
    /// - Returns: the answer, whatever its status: a failed health check is an answer too.
    /// - Throws: `unreachable`, `timeout`, `tooLarge` or `malformed`.
    public func get(_ path: String) async throws(ClusterError) -> MonitoringReply {
        try await get(path, until: .now + timeout)
    }

    /// The same, until a deadline that several requests share.
    func get(
        _ path: String, until deadline: ContinuousClock.Instant
    ) async throws(ClusterError) -> MonitoringReply {
        try await onQueue(until: deadline) { () throws(ClusterError) in
            let stream = try TCPStream(to: address, deadline: deadline)
            let request = "GET \(path) HTTP/1.0\r\nHost: \(address)\r\nAccept: application/json\r\n\r\n"
            try stream.write(Array(request.utf8))
            var bytes: [UInt8] = []
            while try stream.read(into: &bytes) {
                guard bytes.count <= sizeLimit else {
                    throw ClusterError(.tooLarge, "\(address) answers with more than \(sizeLimit) bytes")
                }
                if try isWhole(bytes) { break }
            }
            return try MonitoringReply(parsing: bytes, from: address)
        }
    }

    /// Whether all has come that the head announced; without a length in it, the end of the stream tells.
    private func isWhole(_ bytes: [UInt8]) throws(ClusterError) -> Bool {
        guard let head = HTTPHead(parsing: bytes) else {
            if bytes.count < HTTPHead.sizeLimit { return false }
            throw ClusterError(.malformed, "\(address) does not answer in HTTP: is it a monitoring address?")
        }
        return head.contentLength.map { bytes.count - head.length >= $0 } ?? false
    }

    /// Reads the greeting with which a NATS server meets every client; `address` is then a client address.
    ///
    /// - Throws: `unreachable`, `timeout`, `tooLarge` or `malformed`.
    func greeting(until deadline: ContinuousClock.Instant) async throws(ClusterError) -> JSONValue {
        try await onQueue(until: deadline) { () throws(ClusterError) in
            let stream = try TCPStream(to: address, deadline: deadline)
            var bytes: [UInt8] = []
            while !bytes.contains(UInt8(ascii: "\n")), try stream.read(into: &bytes) {
                guard bytes.count <= 64 << 10 else {
                    throw ClusterError(.tooLarge, "\(address) greets with more than 64 KiB")
                }
            }
            let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
            let word = Array("INFO ".utf8)
            guard line.starts(with: word),
                let value = try? JSONValue(parsing: Array(line.dropFirst(word.count)))
            else { throw ClusterError(.malformed, "\(address) is not a NATS server") }
            return value
        }
    }

    private func onQueue<Value: Sendable>(
        until deadline: ContinuousClock.Instant,
        _ work: @escaping @Sendable () throws(ClusterError) -> Value
    ) async throws(ClusterError) -> Value {
        let answer = Once<Result<Value, ClusterError>>()
        queue.async {
            // Waited behind a look-up that hangs: nobody waits for this one any more.
            guard ContinuousClock.now < deadline else { return }
            do throws(ClusterError) {
                answer.set(.success(try work()))
            } catch {
                answer.set(.failure(error))
            }
        }
        let alarm = DispatchWorkItem { [address] in
            answer.set(.failure(ClusterError(.timeout, "\(address) does not answer in time")))
        }
        let left = ContinuousClock.now.duration(to: deadline)
        DispatchQueue.global().asyncAfter(deadline: .now() + left.dispatchInterval, execute: alarm)
        defer { alarm.cancel() }
        let result = await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.set(.failure(ClusterError(.timeout, "\(address) was not waited for")))
        }
        return try result.get()
    }
}

extension Duration {
    /// The same length for Dispatch.
    var dispatchInterval: DispatchTimeInterval { .milliseconds(Int(clamping: milliseconds)) }
}
