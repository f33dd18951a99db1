import Hummingbird
import NIOCore

/// What a request comes with beside itself: the connection that it came on.
struct APIContext: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}
