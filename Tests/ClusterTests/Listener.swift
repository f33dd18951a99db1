import Dispatch
import Glibc
import Support

@testable import Cluster

/// A TCP listener on the loopback interface that treats each client as it is told.
final class Listener: Sendable {
    let port: UInt16
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "ticketdeck.tests.listener")

    /// Listens until it is released.
    ///
    /// - Parameter serve: called with each client's descriptor, which is closed behind it.
    init(port: UInt16 = Loopback.freePort(), serve: @escaping @Sendable (Int32) -> Void) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var reuse: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard SocketAddress(loopback: port).bind(descriptor) == 0, listen(descriptor, 16) == 0 else {
            throw SupportError("cannot listen on \(port)")
        }
        queue.async { [descriptor] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                serve(client)
                close(client)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Sends a text, as far as the client takes it.
    static func send(_ text: String, to client: Int32) -> Bool {
        let bytes = Array(text.utf8)
        return unsafe Glibc.send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }
}
