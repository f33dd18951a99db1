import Glibc

/// A port of the loopback interface.
enum LoopbackPort {
    /// Whether a server could listen on it now.
    static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As the server itself does it: connections of the last server that linger are no hindrance.
        var reuse: Int32 = 1
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        return SocketAddress(loopback: port).bind(descriptor) == 0
    }
}
