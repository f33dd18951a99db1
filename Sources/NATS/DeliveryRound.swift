/// The handling of the messages that were read in one go; used by the thread that reads them.
final class DeliveryRound {
    /// After how many nanoseconds what was published leaves, though more messages wait.
    private static let timeLimit: UInt64 = 200_000
    /// A round that begins so soon after the one before, in nanoseconds, is a part of a burst.
    private static let restLimit: UInt64 = 30_000
    /// How long reading waits for more messages while many come, in microseconds.
    private static let pause: UInt32 = 150
    /// How many requests are handled before the next reading.
    private static let share = 64

    /// Whether requests wait that were read already.
    private(set) var isBehind = false
    /// Whether more than one message is being handled, so that what is published waits for the end.
    private(set) var isBurst = false

    private let woken = DeliveryExecutor.Woken()
    private var members: [LiveSubscription] = []
    /// How many messages wait for each member.
    private var waiting: [Int] = []
    /// Which version of the subscriptions the members are.
    private var version = -1
    private var rate = MessageRate()
    /// Whether this round may wait for more messages still.
    private var mayPause = false
    private var began: UInt64 = 0
    private var ended: UInt64 = 0

    /// From now on tasks that messages wake run on the calling thread.
    func begin() { DeliveryExecutor.use(woken) }

    /// Ends that, after the tasks that were woken.
    func end() {
        members = []
        woken.run()
        DeliveryExecutor.use(nil)
    }

    /// Reading begins.
    func start() {
        began = MonotonicTime.nanoseconds
        isBurst = began - ended < Self.restLimit
        mayPause = rate.isHigh
    }

    /// Handles the messages that wait: all but requests, and of these a share, so that under any load what
    /// the connection itself lives on is read in time.
    ///
    /// - Parameters:
    ///   - isFull: whether replies would only pile up.
    ///   - write: lets what was published leave.
    func deliver(_ subscriptions: LinkSubscriptions, isFull: () -> Bool, write: () -> Void) {
        let current = subscriptions.currentVersion
        if current != version {
            version = current
            members = subscriptions.all
        }
        let total = countWaiting()
        woken.run()
        isBehind = false
        guard total > 0 else { return }
        if total > 1 { isBurst = true }
        for (index, count) in waiting.enumerated() where !members[index].isPatient {
            handle(index, count, write)
        }
        for (index, count) in waiting.enumerated() where members[index].isPatient && count > 0 {
            if isFull() {
                isBehind = true
            } else {
                handle(index, min(count, Self.share), write)
                if count > Self.share { isBehind = true }
            }
        }
    }

    /// Finds out how many messages wait.
    private func countWaiting() -> Int {
        waiting.removeAll(keepingCapacity: true)
        var total = 0
        for member in members {
            let count = member.waiting
            waiting.append(count)
            total += count
        }
        if total > 0 { rate.add(total, at: began) }
        return total
    }

    private func handle(_ index: Int, _ count: Int, _ write: () -> Void) {
        for _ in 0..<count {
            guard members[index].deliver() else { break }
            woken.run()
            guard isBurst else { continue }
            let now = MonotonicTime.nanoseconds
            if now - began > Self.timeLimit {
                write()
                began = now
            }
        }
    }

    /// How many microseconds to wait for more messages before what was published leaves; once in a round.
    func takePause() -> UInt32 {
        defer { mayPause = false }
        return mayPause ? Self.pause : 0
    }

    /// Nothing more is there to be read.
    func finish(write: () -> Void) {
        isBurst = false
        write()
        ended = MonotonicTime.nanoseconds
    }
}
