import CNATS
import Dispatch
import Synchronization

/// One connection of libnats to one server, from its beginning to its end; it never reconnects.
///
/// `@unchecked Sendable` is safe because libnats locks the connection in every call and the pointer
/// never changes.
@safe
final class Link: @unchecked Sendable {
    let events: LinkEvents
    let work: BlockingWork
    let handles: LiveHandles
    let pump: SocketPump
    let raw: OpaquePointer

    var id: UInt { events.id }

    init(
        _ raw: OpaquePointer, events: LinkEvents, work: BlockingWork, handles: LiveHandles, pump: SocketPump
    ) {
        unsafe self.raw = raw
        self.pump = pump
        self.events = events
        self.work = work
        self.handles = handles
        handles.add()
    }

    /// The last user of a link may be a thread of libnats, which must not wait for itself.
    deinit {
        nonisolated(unsafe) let raw = unsafe raw
        work.start { [handles, pump] in
            unsafe natsConnection_Destroy(raw)
            // libnats knows the pump, which is not needed any more.
            withExtendedLifetime(pump) {}
            handles.remove()
        }
    }

    /// Ends the connection; what it knows of is told by the event `closed`.
    func close() {
        work.start { unsafe natsConnection_Close(self.raw) }
    }

    /// Publishes a message.
    func publish(
        _ subject: String, _ payload: [UInt8], headers: Headers, reply: String?
    ) throws(NATSError) {
        guard Int32(exactly: payload.count) != nil else {
            throw NATSError(.maxPayload, "the payload is larger than NATS can carry")
        }
        pump.hold()
        defer { pump.releaseMessage() }
        if !headers.isEmpty {
            try publish(subject, payload, lines: headers, reply: reply)
        } else if let reply {
            try check(
                unsafe natsConnection_PublishRequest(raw, subject, reply, payload, Int32(payload.count)),
                "natsConnection_PublishRequest")
        } else {
            let status = unsafe subject.withCString { subject in
                unsafe natsConnection_Publish(raw, subject, payload, Int32(payload.count))
            }
            try check(status, "natsConnection_Publish")
        }
    }

    private func publish(
        _ subject: String, _ payload: [UInt8], lines: Headers, reply: String?
    ) throws(NATSError) {
        var message: OpaquePointer?
        let status = unsafe payload.withUnsafeBytes { bytes in
            let data = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe subject.withCString { subject in
                guard let reply else {
                    return unsafe natsMsg_Create(&message, subject, nil, data, Int32(payload.count))
                }
                return unsafe reply.withCString {
                    unsafe natsMsg_Create(&message, subject, $0, data, Int32(payload.count))
                }
            }
        }
        try check(status, "natsMsg_Create")
        defer { unsafe natsMsg_release(message) }
        for field in lines.fields {
            // Not passed as they are: Swift would copy each text to the heap.
            let status = unsafe field.name.withCString { name in
                unsafe field.value.withCString { unsafe natsMsgHeader_Add(message, name, $0) }
            }
            try check(status, "natsMsgHeader_Add")
        }
        try check(unsafe natsConnection_PublishMsg(raw, message), "natsConnection_PublishMsg")
    }

    /// Waits until the server has seen all that was published; blocks its thread.
    func flush(_ timeout: Duration) throws(NATSError) {
        try check(
            unsafe natsConnection_FlushTimeout(raw, timeout.milliseconds), "natsConnection_FlushTimeout")
    }

    /// The servers that the server has told of.
    var discoveredServers: [String] {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int32 = 0
        guard unsafe natsConnection_GetDiscoveredServers(raw, &list, &count) == NATS_OK,
            let list = unsafe list
        else { return [] }
        defer { unsafe list.releaseStrings(count) }
        return (0..<Int(count)).compactMap { unsafe list[$0].map { unsafe String(cString: $0) } }
    }

    /// The id of the server at the other end.
    var serverID: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe natsConnection_GetConnectedServerId(raw, &buffer, buffer.count) == NATS_OK else {
            return ""
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The largest payload that the server takes, in bytes.
    var maximumPayload: Int { unsafe Int(natsConnection_GetMaxPayload(raw)) }
}
