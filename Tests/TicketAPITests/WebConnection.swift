import Dispatch
import Glibc
import Support
import Synchronization

/// One connection to the HTTP server, byte by byte, so that a test can also misbehave.
final class WebConnection: Sendable {
    private let descriptor: Int32
    private let pending = Mutex<[UInt8]>([])

    /// - Parameter receiveBuffer: how much the kernel may keep for a client that does not read.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            Glibc.close(descriptor)
            throw SupportError("cannot connect to port \(port)")
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Sends bytes as they are.
    func send(_ bytes: some Collection<UInt8>) throws {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw SupportError("the server has closed the connection") }
            sent += count
        }
    }

    /// Sends a whole request.
    func send(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: String? = nil
    ) throws {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
        try send((text + "\r\n" + (body ?? "")).utf8)
    }

    /// Says that nothing more comes.
    func endSending() { _ = Glibc.shutdown(descriptor, Int32(SHUT_WR)) }

    /// Waits for more bytes; `false` at the end of the connection, also when it was broken off.
    func readMore() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
        if count < 0, errno == EAGAIN { throw SupportError("nothing came from the server") }
        if count > 0 { pending.withLock { $0 += chunk[..<count] } }
        return count > 0
    }

    /// What has been read and not been taken.
    var unread: [UInt8] { pending.withLock { $0 } }

    /// Takes the bytes up to the end of a text, waiting for them.
    func take(through text: String) throws -> String {
        let mark = Array(text.utf8)
        while true {
            let found = pending.withLock { bytes -> [UInt8]? in
                guard let range = bytes.firstRange(of: mark) else { return nil }
                defer { bytes.removeFirst(range.upperBound) }
                return Array(bytes[..<range.upperBound])
            }
            if let found { return String(decoding: found, as: UTF8.self) }
            guard try readMore() else {
                throw SupportError("the connection ended before \(text.debugDescription)")
            }
        }
    }

    /// Takes that many bytes, waiting for them.
    func take(_ count: Int) throws -> [UInt8] {
        while pending.withLock({ $0.count }) < count {
            guard try readMore() else { throw SupportError("the connection ended too early") }
        }
        return pending.withLock { bytes in
            defer { bytes.removeFirst(count) }
            return Array(bytes[..<count])
        }
    }

    /// Reads a whole reply.
    func reply(hasBody: Bool = true) throws -> WebReply {
        let head = try take(through: "\r\n\r\n")
        let bare = try WebReply(head: head, body: [])
        guard hasBody, bare.status != 304, bare.status >= 200 else { return bare }
        if bare.headers["transfer-encoding"] == "chunked" {
            var body: [UInt8] = []
            while case let piece = try chunk(), !piece.isEmpty { body += piece }
            return try WebReply(head: head, body: body)
        }
        return try WebReply(head: head, body: take(Int(bare.headers["content-length"] ?? "0") ?? 0))
    }

    /// Reads one chunk; an empty one is the last.
    func chunk() throws -> [UInt8] {
        let size = try take(through: "\r\n").dropLast(1)
        guard let count = Int(size.filter { !$0.isWhitespace }, radix: 16) else {
            throw SupportError("no size of a chunk: \(size)")
        }
        return try take(count + 2).dropLast(2)
    }

    /// Reads until the server closes.
    func readToEnd() throws { while try readMore() {} }
}

/// Runs what blocks on a thread of its own.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        // The shared queues have too few threads for many tests that wait at once.
        DispatchQueue(label: "blocking").async { continuation.resume(with: Result(catching: work)) }
    }
}

/// Asks once, on a connection of its own.
func ask(
    _ port: Int, _ method: String, _ path: String, _ headers: [String: String] = ["X-Tenant-ID": "acme"],
    body: String? = nil
) async throws -> WebReply {
    try await blocking {
        let connection = try WebConnection(port: port)
        try connection.send(method, path, headers, body: body)
        return try connection.reply(hasBody: method != "HEAD")
    }
}
