import Glibc

/// Runs tasks on the thread whose message has woken them, as soon as the message is handled.
///
/// No other thread has to be woken for the reply to a message. A task that is woken from anywhere else, by a
/// timer or by its cancellation, goes on on the threads of Swift. Tasks that run here must not block.
public final class DeliveryExecutor: TaskExecutor {
    /// The only one: it has no state of its own.
    public static let shared = DeliveryExecutor()

    /// The tasks that a message has woken so far; used by one thread.
    final class Woken {
        private var jobs: [UnownedJob] = []

        func add(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

        /// Runs them, and those that they wake.
        func run() {
            guard !jobs.isEmpty else { return }
            var next = 0
            while next < jobs.count {
                unsafe jobs[next].runSynchronously(on: DeliveryExecutor.shared.asUnownedTaskExecutor())
                next += 1
            }
            jobs.removeAll(keepingCapacity: true)
        }
    }

    /// Where a thread finds the tasks of the message that it delivers.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key, nil)
        return key
    }()

    public func enqueue(_ job: consuming ExecutorJob) {
        guard let woken = unsafe pthread_getspecific(Self.key) else {
            return globalConcurrentExecutor.enqueue(job)
        }
        unsafe Unmanaged<Woken>.fromOpaque(woken).takeUnretainedValue().add(job)
    }

    /// Has the tasks that are woken on this thread collected; `nil`: they run elsewhere.
    static func use(_ woken: Woken?) {
        let context = unsafe woken.map { unsafe Unmanaged.passUnretained($0).toOpaque() }
        unsafe pthread_setspecific(key, context)
    }
}
