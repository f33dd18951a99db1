import HTTPTypes
import Hummingbird
import NIOCore
import Tickets

/// The tenant's events as a stream of server-sent events.
struct EventRoute: Sendable {
    let hub: EventHub
    let history: EventHistory

    /// Opens a stream, from now on or behind the event that `Last-Event-ID` names.
    func stream(
        _ request: Request, _ tenant: Tenant, _ channel: any Channel
    ) async throws(APIError) -> Response {
        let last = try EventRoute.lastEventID(request.headers[.lastEventID])
        var listener: EventListener?
        // Who resumes listens once it has caught up; that there is a stream is seen by all before the head.
        if last == nil { listener = try await join(tenant, channel) } else { try await check() }
        let body: ResponseBody
        if let listener {
            body = ResponseBody { writer in
                try await self.finishing(listener, &writer) { writer in
                    try await writer.write(EventFrame(openingAt: listener.position).bytes)
                    try await EventRoute.follow(listener, behind: listener.position, &writer)
                }
            }
        } else {
            let last = last ?? 0
            body = ResponseBody { writer in try await self.resume(tenant, behind: last, channel, &writer) }
        }
        var headers = HTTPFields()
        headers[.contentType] = "text/event-stream; charset=utf-8"
        headers[.cacheControl] = "no-cache"
        return Response(status: .ok, headers: headers, body: body)
    }

    private static func lastEventID(_ text: String?) throws(APIError) -> UInt64? {
        guard let text, !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let id = UInt64(text), id < 1 << 62 else {
            throw APIError(.badRequest, "Last-Event-ID must be the id of an event, a whole number")
        }
        return id
    }

    private func check() async throws(APIError) {
        do { _ = try await history.lastSequence() } catch {
            throw APIError(.serviceUnavailable, "events cannot be read just now, try again")
        }
    }

    private func join(_ tenant: Tenant, _ channel: any Channel) async throws(APIError) -> EventListener {
        let listener = try await hub.join(tenant) { channel.close(promise: nil) }
        // Between two events nothing else would notice that the client has gone.
        channel.closeFuture.whenComplete { _ in listener.end() }
        return listener
    }

    /// Reads what was missed, first up to about now and then up to where the hub is; goes on with the hub.
    private func resume(
        _ tenant: Tenant, behind last: UInt64, _ channel: any Channel, _ writer: inout any ResponseBodyWriter
    ) async throws {
        let end = try await history.lastSequence()
        // A place that the stream has not reached is one of an earlier stream: all of this one was missed.
        var sent = last > end ? 0 : last
        try await writer.write(EventFrame(openingAt: sent).bytes)
        sent = try await catchUp(tenant, behind: sent, through: end, &writer)
        let listener = try await join(tenant, channel)
        try await finishing(listener, &writer) { writer in
            // Created anew just now; who comes back gets all of the new stream.
            guard listener.position >= sent else { return try await writer.finish(nil) }
            let sent = try await self.catchUp(tenant, behind: sent, through: listener.position, &writer)
            try await EventRoute.follow(listener, behind: sent, &writer)
        }
    }

    /// Writes a tenant's stored events piece by piece; returns how far it has come.
    ///
    /// While nothing is read that is the tenant's own, what is written says so, and how far that is: proxies keep
    /// the connection, the client resumes from there, and one that has gone is noticed.
    private func catchUp(
        _ tenant: Tenant, behind begin: UInt64, through end: UInt64, _ writer: inout any ResponseBodyWriter
    ) async throws -> UInt64 {
        var sent = begin
        while sent < end {
            let piece = try await history.piece(tenant, after: sent, through: end)
            for frame in piece.frames { try await writer.write(frame.bytes) }
            sent = piece.position
            guard piece.frames.last?.sequence != sent else { continue }
            try await writer.write(EventFrame(heartbeatAt: sent).bytes)
        }
        return sent
    }

    /// Writes what the hub gives, each event once.
    private static func follow(
        _ listener: EventListener, behind begin: UInt64, _ writer: inout any ResponseBodyWriter
    ) async throws {
        var sent = begin
        for await frame in listener.frames {
            if let sequence = frame.sequence {
                guard sequence > sent else { continue }
                sent = sequence
            }
            try await writer.write(frame.bytes)
        }
        try await writer.finish(nil)
    }

    /// Runs the body and leaves the hub however it ends.
    private func finishing(
        _ listener: EventListener, _ writer: inout any ResponseBodyWriter,
        _ body: (inout any ResponseBodyWriter) async throws -> Void
    ) async throws {
        do { try await body(&writer) } catch {
            await hub.leave(listener.id)
            throw error
        }
        await hub.leave(listener.id)
    }
}
