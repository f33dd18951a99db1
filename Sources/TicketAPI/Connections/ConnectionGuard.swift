import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Keeps one connection within its limits: heads and bodies that come too slowly or are too large, clients that do
/// not read, connections beyond the limit, and ends that must not cut off a reply.
///
/// It stands between the HTTP decoder and Hummingbird, on the connection's event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let count: ConnectionCount
    private let options: APIOptions
    private var isSurplus = false
    /// Whether a request's head came and its end did not.
    private var isReading = false
    /// How many requests are not answered to their end.
    private var underWay = 0
    private var hasHead = false
    private var isStreaming = false
    private var closesAfterReply = false
    /// Whether the client sends no request behind the one that is being read.
    private var isLast = false
    /// Nothing of the application goes out any more; what comes in is passed over.
    private var isEnding = false
    private var isClosing = false
    private var bodyTimer: Scheduled<Void>?
    private var stallTimer: Scheduled<Void>?
    private var drainTimer: Scheduled<Void>?

    init(_ count: ConnectionCount, _ options: APIOptions) {
        self.count = count
        self.options = options
    }

    func handlerAdded(context: ChannelHandlerContext) {
        isSurplus = !count.add()
        // One that asks nothing is not told either, but must not stand in the way of others.
        if isSurplus { drainTimer = schedule(context, after: .seconds(2)) { $0.close(promise: nil) } }
        let pipeline = context.pipeline.syncOperations
        guard let codec = try? pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self) else { return }
        let reader = KeepAliveReader { [weak self] in self?.isLast = true }
        try? pipeline.addHandler(reader, position: .before(codec.handler))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        count.remove()
        bodyTimer?.cancel()
        stallTimer?.cancel()
        drainTimer?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReading = true
            underWay += 1
            if isSurplus {
                return answer(context, APIError(.serviceUnavailable, "too many connections, come back later"))
            }
            if head.headerFields[.expect]?.lowercased() == "100-continue" { encourage(context, head) }
        case .body: break
        case .end:
            isReading = false
            bodyTimer?.cancel()
            bodyTimer = nil
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isReading, bodyTimer == nil, !isEnding {
            watchBody(context)
        }
        context.fireChannelReadComplete()
    }

    private func watchBody(_ context: ChannelHandlerContext) {
        bodyTimer = schedule(context, after: options.bodyTimeout) { [weak self] context in
            guard let self else { return }
            // The replies to the requests before it come first.
            guard underWay <= 1 else { return watchBody(context) }
            answer(context, APIError(.requestTimeout, "the body came too slowly: send it at once"))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isEnding else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            hasHead = true
            isStreaming = head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true
            if head.headerFields[.connection]?.lowercased() == "close" { closesAfterReply = true }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end: finish(context, data, promise)
        }
    }

    /// Writes the end of a reply, and closes behind it where that was asked for.
    private func finish(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?)
    {
        underWay -= 1
        hasHead = false
        isStreaming = false
        guard closesAfterReply || (isLast && underWay == 0) else {
            return context.write(data, promise: promise)
        }
        isEnding = true
        context.writeAndFlush(data, promise: promise)
        whenWritten(context) { [self] context in linger(context) }
    }

    /// Does something once the kernel has all that was written; that is nearly always at once.
    private func whenWritten(
        _ context: ChannelHandlerContext, until deadline: NIODeadline? = nil,
        _ work: @escaping (ChannelHandlerContext) -> Void
    ) {
        let deadline = deadline ?? .now() + TimeAmount(options.stallTimeout)
        let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        guard waiting > 0, context.channel.isActive, .now() < deadline else { return work(context) }
        drainTimer = schedule(context, after: .milliseconds(20)) { [weak self] context in
            self?.whenWritten(context, until: deadline, work)
        }
    }

    /// Lets the client read the reply before the connection is gone: what it still sends would end it at once.
    private func linger(_ context: ChannelHandlerContext) {
        guard isReading else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        bodyTimer?.cancel()
        bodyTimer = schedule(context, after: .seconds(2)) { $0.close(promise: nil) }
    }

    /// The application closes: not before its last reply is out.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, !isClosing else { return context.close(mode: mode, promise: promise) }
        isClosing = true
        context.channel.closeFuture.cascade(to: promise)
        whenWritten(context) { $0.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A request before the broken one gets its own reply: what it asked for may be done.
        guard error is HTTPParserError, !isEnding, underWay == 0 || (isReading && underWay == 1) else {
            if underWay > 0 { closesAfterReply = true }
            return context.fireErrorCaught(error is HTTPParserError ? ChannelError.inputClosed : error)
        }
        underWay = max(1, underWay)
        if case .headerOverflow? = error as? HTTPParserError {
            answer(context, APIError(.requestHeaderFieldsTooLarge, "the head of the request is too large"))
        } else {
            answer(context, APIError(.badRequest, "this is not HTTP/1.1 as RFC 9112 has it"))
        }
        context.fireErrorCaught(ChannelError.inputClosed)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallTimer?.cancel()
        stallTimer = nil
        if !context.channel.isWritable {
            stallTimer = schedule(context, after: options.stallTimeout) { $0.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // A client that only stops sending may wait for its reply; one that listens has gone.
        if case .inputClosed? = event as? ChannelEvent, isStreaming || isEnding {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Answers in place of the application, and ends the connection.
    private func answer(_ context: ChannelHandlerContext, _ error: APIError) {
        guard !isEnding, !hasHead else { return context.close(promise: nil) }
        let body = error.body(requestID: nil)
        var fields = HTTPFields()
        fields[.contentType] = "application/json"
        fields[.contentLength] = String(body.count)
        fields[.connection] = "close"
        let head = HTTPResponse(status: error.status, headerFields: fields)
        closesAfterReply = true
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        finish(context, wrapOutboundOut(.end(nil)), nil)
        context.flush()
    }

    /// The client waits for a word before it sends the body.
    private func encourage(_ context: ChannelHandlerContext, _ head: HTTPRequest) {
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= BodyReader.limit else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    private func schedule(
        _ context: ChannelHandlerContext, after time: Duration,
        _ work: @escaping (ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { work(context) }
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
