import CNATS
import Glibc

/// The handling of the messages that were read in one go; used by the thread that reads them.
final class DeliveryRound {
    /// After how many nanoseconds what was published leaves, though more messages wait.
    private static let timeLimit: UInt64 = 200_000

    private let woken = DeliveryExecutor.Woken()
    private var members: [LiveSubscription] = []
    private var waiting: [Int] = []
    private var version = -1

    /// With more messages than this in a millisecond, reading waits a little so that more come together:
    /// each waking, here and in the server, costs more than the handling of a message.
    private static let busyLimit = 16
    private static let busyPause: UInt32 = 150
    private static let restLimit: UInt64 = 30_000
    private var began: UInt64 = 0
    private var windowStart: UInt64 = 0
    private var windowCount = 0
    private var isBusy = false
    private var pauses = false
    private var ended: UInt64 = 0

    /// How many requests are handled before the next reading.
    private static let share = 64
    /// Whether requests wait that were read already.
    private(set) var isBehind = false

    /// Whether more than one message is being handled, so that what is published waits for the end.
    private(set) var isBurst = false

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
        began = Self.now
        isBurst = began - ended < Self.restLimit
        pauses = isBusy
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
        let total = count()
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

    /// Notes how many messages wait for each member.
    private func count() -> Int {
        waiting.removeAll(keepingCapacity: true)
        var total = 0
        for member in members {
            let count = member.waiting
            waiting.append(count)
            total += count
        }
        note(total)
        return total
    }

    private func handle(_ index: Int, _ count: Int, _ write: () -> Void) {
        for _ in 0..<count {
            guard members[index].deliver() else { break }
            woken.run()
            guard isBurst else { continue }
            let now = Self.now
            if now - began > Self.timeLimit {
                write()
                began = now
            }
        }
    }

    /// How many microseconds to wait for more messages before what was published leaves; once in a round.
    func takePause() -> UInt32 {
        let pause = pauses ? Self.busyPause : 0
        pauses = false
        return pause
    }

    private func note(_ messages: Int) {
        guard messages > 0 else { return }
        if began - windowStart > 1_000_000 {
            isBusy = windowCount > Self.busyLimit && began - windowStart < 2_000_000
            windowStart = began
            windowCount = 0
        }
        windowCount += messages
    }

    /// Nothing more is there to be read.
    func finish(write: () -> Void) {
        isBurst = false
        write()
        ended = Self.now
    }

    private static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
