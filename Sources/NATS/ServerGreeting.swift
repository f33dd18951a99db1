import CNATS
import Glibc
import JSON

/// What a server says of itself to anyone who connects; libnats 3.4.1 reads it and keeps the name and the
/// version to itself.
struct ServerGreeting: Sendable, Hashable {
    var serverID: String
    var name: String?
    var version: String?

    /// Asks a server; blocks its thread for at most some tenths of a second.
    init?(_ address: ServerAddress) {
        guard let descriptor = Self.connect(address) else { return nil }
        defer { Glibc.close(descriptor) }
        guard let line = Self.readLine(descriptor) else { return nil }
        self.init(line: line)
    }

    /// Reads `INFO {...}`.
    init?(line: [UInt8]) {
        let prefix = Array("INFO ".utf8)
        guard line.starts(with: prefix), let value = try? JSONValue(parsing: Array(line[prefix.count...])),
            let id = value["server_id"]?.string
        else { return nil }
        serverID = id
        name = value["server_name"]?.string
        version = value["version"]?.string
    }

    private static func connect(_ address: ServerAddress) -> Int32? {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address.host, address.port, &hints, &found) == 0, let found = unsafe found
        else { return nil }
        defer { unsafe freeaddrinfo(found) }
        let descriptor = unsafe socket(found.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // The same limit holds for connecting and for reading.
        var limit = timeval(tv_sec: 0, tv_usec: 300_000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard unsafe Glibc.connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
            Glibc.close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func readLine(_ descriptor: Int32) -> [UInt8]? {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while line.count < 65_536 {
            let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            line += chunk[..<count]
            if let end = line.firstIndex(of: 0x0D) { return Array(line[..<end]) }
        }
        return nil
    }
}
