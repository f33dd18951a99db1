import Dispatch
public import LogLines
import Synchronization

/// Writes log lines on a thread of its own, so that nobody who answers requests waits for whoever reads them.
public final class LogQueue: Sendable {
    private static let limit = 10_000

    private let queue = DispatchQueue(label: "ticket-api.log")
    private let sink: @Sendable ([UInt8]) -> Void
    private let waiting = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)

    /// - Parameter sink: takes one whole line at a time.
    public init(sink: @escaping @Sendable ([UInt8]) -> Void = writeToStandardError) { self.sink = sink }

    /// How many lines were dropped because too many waited.
    public var dropped: Int { lost.load(ordering: .relaxed) }

    /// Takes a line.
    public func write(_ line: [UInt8]) {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.limit else {
            waiting.subtract(1, ordering: .relaxed)
            lost.add(1, ordering: .relaxed)
            return
        }
        queue.async { [self] in
            sink(line)
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Waits until all lines taken are written, at most for a second.
    public func flush() {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + 1)
    }
}
