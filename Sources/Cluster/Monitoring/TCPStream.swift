import Glibc

/// A TCP connection whose every step ends at a deadline. Its calls block: they belong on a queue of their
/// own.
struct TCPStream: ~Copyable {
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant
    private let address: ServerAddress

    /// Connects to the first of the host's addresses that accepts.
    ///
    /// - Throws: `unreachable` or `timeout`.
    init(to address: ServerAddress, deadline: ContinuousClock.Instant) throws(ClusterError) {
        self.address = address
        self.deadline = deadline
        var failure = ClusterError(.unreachable, "\(address) has no address")
        for endpoint in try SocketAddress.resolve(address) {
            do {
                descriptor = try Self.connect(to: endpoint, of: address, deadline: deadline)
                return
            } catch { failure = error }
        }
        throw failure
    }

    deinit { close(descriptor) }

    private static func connect(
        to endpoint: SocketAddress, of address: ServerAddress, deadline: ContinuousClock.Instant
    ) throws(ClusterError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(endpoint.family, kind, 0)
        guard descriptor >= 0 else { throw .system(.unreachable, "no socket for \(address)", errno) }
        do throws(ClusterError) {
            guard endpoint.connect(descriptor) != 0 else { return descriptor }
            guard errno == EINPROGRESS else {
                throw ClusterError.system(.unreachable, "\(address) cannot be reached", errno)
            }
            try wait(descriptor, POLLOUT, deadline, address)
            let status = Self.pendingError(of: descriptor)
            guard status == 0 else {
                throw ClusterError.system(.unreachable, "\(address) cannot be reached", status)
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func pendingError(of descriptor: Int32) -> Int32 {
        var status: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &length)
        return result == 0 ? status : errno
    }

    private static func wait(
        _ descriptor: Int32, _ events: Int32, _ deadline: ContinuousClock.Instant, _ address: ServerAddress
    ) throws(ClusterError) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline).milliseconds
            guard left > 0 else { throw ClusterError(.timeout, "\(address) does not answer in time") }
            var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let result = unsafe poll(&request, 1, Int32(clamping: left))
            if result > 0 { return }
            if result < 0, errno != EINTR {
                throw .system(.unreachable, "\(address) cannot be waited for", errno)
            }
        }
    }

    /// Sends all of the bytes.
    func write(_ bytes: [UInt8]) throws(ClusterError) {
        var sent = 0
        while sent < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return unsafe send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if result >= 0 {
                sent += result
            } else if errno == EAGAIN {
                try Self.wait(descriptor, POLLOUT, deadline, address)
            } else if errno != EINTR {
                throw .system(.unreachable, "\(address) closed the connection", errno)
            }
        }
    }

    /// Appends what comes next; `false` at the end of the stream.
    func read(into bytes: inout [UInt8]) throws(ClusterError) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let result = unsafe recv(descriptor, &chunk, chunk.count, 0)
            if result > 0 {
                bytes.append(contentsOf: chunk[..<result])
                return true
            }
            if result == 0 { return false }
            if errno == EAGAIN {
                try Self.wait(descriptor, POLLIN, deadline, address)
            } else if errno != EINTR {
                throw .system(.unreachable, "\(address) closed the connection", errno)
            }
        }
    }
}

extension ClusterError {
    /// An error with the words of the system for an error number.
    static func system(_ code: Code, _ message: String, _ number: Int32) -> ClusterError {
        // Safe because the text is copied before the next call could overwrite it.
        let words = unsafe strerror(number).map { text in unsafe String(cString: text) }
        return ClusterError(code, message, underlying: words)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, so that a wait never ends just before its deadline.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
