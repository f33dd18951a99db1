import Dispatch
import Glibc

/// The signals that end a program: the first one in order, a second one at once.
public final class StopSignals {
    /// Each signal that came.
    public let numbers: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    /// Begins to listen.
    public init() {
        // Nobody reads the log any more: no reason to die of it.
        signal(SIGPIPE, SIG_IGN)
        let (numbers, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.numbers = numbers
        sources = [SIGTERM, SIGINT].map { number in
            // The default action would end the process before the source is asked.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield(number) }
            source.activate()
            return source
        }
    }

    /// Listens no longer.
    public func cancel() {
        for source in sources { source.cancel() }
    }

    /// Runs `stop` at the first signal and ends the process at the second.
    public static func obey(_ numbers: AsyncStream<Int32>, stop: @escaping @Sendable () async -> Void) async {
        await withDiscardingTaskGroup { group in
            var isStopping = false
            for await number in numbers {
                if isStopping { exit(128 + number) }
                isStopping = true
                group.addTask { await stop() }
            }
        }
    }
}
