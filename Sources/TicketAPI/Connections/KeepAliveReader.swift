import NIOCore
import NIOHTTP1

/// Tells of a client that wants its connection to end behind the reply, as every one of HTTP/1.0 does that says
/// nothing else.
///
/// It stands before the place where the version of HTTP is forgotten.
final class KeepAliveReader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let onLastRequest: () -> Void

    init(onLastRequest: @escaping () -> Void) { self.onLastRequest = onLastRequest }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), !head.isKeepAlive { onLastRequest() }
        context.fireChannelRead(data)
    }
}

@available(*, unavailable)
extension KeepAliveReader: Sendable {}
