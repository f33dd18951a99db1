import Dispatch
import Glibc
import TicketService

/// The signals that end the service: the first one in order, a second one at once.
final class StopSignals {
    /// Each signal that came.
    let numbers: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    /// Begins to listen.
    init() {
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
    func cancel() {
        for source in sources { source.cancel() }
    }

    /// Drains the instance at the first signal and ends the process at the second.
    static func stop(_ instance: ServiceInstance, at numbers: AsyncStream<Int32>) async {
        await withDiscardingTaskGroup { group in
            var isStopping = false
            for await number in numbers {
                if isStopping { exit(128 + number) }
                isStopping = true
                group.addTask { await instance.drain() }
            }
        }
    }
}
