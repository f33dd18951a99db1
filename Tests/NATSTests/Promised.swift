/// Something that happens once or more often, and a test that waits for it.
struct Promised: Sendable {
    private let stream: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation

    init() { (stream, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func fulfil() { source.yield() }

    func wait() async { for await _ in stream { return } }
}
