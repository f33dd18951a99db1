import Glibc
import Synchronization

/// Ports and small HTTP requests on the loopback interface.
public enum Loopback {
    private static let handedOut = Mutex<Set<UInt16>>([])

    /// A port on which nobody listens, not given out before by this process.
    ///
    /// Above those of `freeOffset` and below those of private servers, which are below the range that the kernel
    /// takes for outgoing connections: a client that tries a dead port of that range again and again ends up
    /// connected to itself.
    public static func freePort() -> UInt16 {
        while true {
            let port = UInt16.random(in: 14_000..<20_000)
            // Monitoring is looked for 4000 above a server's port: no two servers may lie that far apart.
            let isNew = handedOut.withLock { taken in
                !taken.contains(port - 4000) && !taken.contains(port + 4000) && taken.insert(port).inserted
            }
            if isNew, isFree(port) { return port }
        }
    }

    /// Whether one can listen on the port just now.
    public static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var reuse: Int32 = 1
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        return unsafe withAddress(port) { unsafe Glibc.bind(descriptor, $0, $1) } == 0
    }

    /// The whole answer to `GET path`, head and body; `nil` when nobody answers.
    public static func get(_ path: String, port: UInt16) -> String? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard unsafe withAddress(port, { unsafe connect(descriptor, $0, $1) }) == 0 else { return nil }
        let request = Array("GET \(path) HTTP/1.0\r\n\r\n".utf8)
        guard unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
        else { return nil }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = unsafe recv(descriptor, &chunk, chunk.count, 0), count > 0 {
            answer += chunk[..<count]
        }
        return answer.isEmpty ? nil : String(decoding: answer, as: UTF8.self)
    }

    private static func withAddress(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
        }
    }
}
