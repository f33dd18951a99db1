import CNATS
import Synchronization

/// What libnats tells about one connection of its own, from its own threads.
///
/// libnats gets a number, not a pointer: a callback that is still under way when the connection is
/// gone finds nothing, instead of freed memory.
final class LinkEvents: Sendable {
    /// Something that happened to a connection.
    enum Event: Sendable {
        case closed(NATSError)
        case problem(NATSError)
        case discoveredServers
    }

    let id: UInt
    /// Set when libnats has ended its threads of this connection.
    let isClosed = Atomic(false)
    private let receive: @Sendable (UInt, Event) -> Void

    private static let known = Mutex<(next: UInt, events: [UInt: LinkEvents])>((1, [:]))

    init(_ receive: @escaping @Sendable (UInt, Event) -> Void) {
        self.receive = receive
        id = Self.known.withLock { known in
            defer { known.next += 1 }
            return known.next
        }
        Self.known.withLock { $0.events[id] = self }
    }

    /// Forgets it: no event is received from now on.
    func end() { Self.known.withLock { $0.events[id] = nil } }

    /// What libnats is given to name this object.
    var closure: UnsafeMutableRawPointer? { unsafe UnsafeMutableRawPointer(bitPattern: id) }

    private static func send(_ closure: UnsafeMutableRawPointer?, _ event: Event) {
        let id = UInt(bitPattern: closure)
        guard let events = known.withLock({ $0.events[id] }) else { return }
        if case .closed = event {
            events.isClosed.store(true, ordering: .releasing)
            events.end()
        }
        events.receive(id, event)
    }

    static let onClosed: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
        connection, closure in
        unsafe send(closure, .closed(failure(of: connection)))
    }

    static let onDiscovered: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
        _, closure in
        unsafe send(closure, .discoveredServers)
    }

    /// The subscription it is given may be freed already: it is not touched.
    static let onError:
        @convention(c) (OpaquePointer?, OpaquePointer?, natsStatus, UnsafeMutableRawPointer?) -> Void = {
            connection, _, status, closure in
            let text = unsafe NATSError.lastText ?? lastText(of: connection)
            unsafe send(closure, .problem(NATSError(status, call: "asynchronous", text: text)))
        }

    private static func failure(of connection: OpaquePointer?) -> NATSError {
        var text: UnsafePointer<CChar>?
        let status = unsafe natsConnection_GetLastError(connection, &text)
        guard status != NATS_OK else { return NATSError(.disconnected, "connection lost") }
        return NATSError(
            status, call: "natsConnection", text: unsafe text.map { unsafe String(cString: $0) })
    }

    private static func lastText(of connection: OpaquePointer?) -> String? {
        var text: UnsafePointer<CChar>?
        _ = unsafe natsConnection_GetLastError(connection, &text)
        return unsafe text.map { unsafe String(cString: $0) }
    }
}
