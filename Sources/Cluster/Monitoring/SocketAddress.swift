import Glibc

/// One resolved address of a host, of either family.
struct SocketAddress {
    /// `AF_INET` or `AF_INET6`.
    let family: Int32
    private let bytes: [UInt8]

    /// All addresses of a host, in the order of preference of the system.
    ///
    /// - Throws: `unreachable` when the name is unknown.
    static func resolve(_ address: ServerAddress) throws(ClusterError) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(address.host, String(address.port), &hints, &list)
        guard status == 0 else {
            throw ClusterError(
                .unreachable, "the host of \(address) is not known",
                underlying: unsafe String(cString: gai_strerror(status)))
        }
        defer { unsafe freeaddrinfo(list) }
        var result: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            if let name = unsafe entry.ai_addr {
                let raw = unsafe UnsafeRawBufferPointer(start: name, count: Int(entry.ai_addrlen))
                result.append(unsafe SocketAddress(family: entry.ai_family, bytes: Array(raw)))
            }
            unsafe next = entry.ai_next
        }
        return result
    }

    /// Calls `connect` with this address.
    func connect(_ descriptor: Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer in
            // Safe because the bytes are a socket address as getaddrinfo made it.
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe Glibc.connect(
                descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
        }
    }
}
