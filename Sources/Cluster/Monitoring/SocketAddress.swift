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

    /// A port of the loopback interface, over IPv4.
    init(loopback port: UInt16) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        family = AF_INET
        bytes = unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    }

    private init(family: Int32, bytes: [UInt8]) {
        self.family = family
        self.bytes = bytes
    }

    /// Calls `connect` with this address.
    func connect(_ descriptor: Int32) -> Int32 {
        unsafe withAddress { address, length in unsafe Glibc.connect(descriptor, address, length) }
    }

    /// Calls `bind` with this address.
    func bind(_ descriptor: Int32) -> Int32 {
        unsafe withAddress { address, length in unsafe Glibc.bind(descriptor, address, length) }
    }

    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            // Safe because the bytes are a socket address as the system made it.
            return unsafe body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
        }
    }
}
