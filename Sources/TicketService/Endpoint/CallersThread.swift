/// Runs tasks on whatever thread wakes them, at once.
///
/// A request is then begun on the thread that brought it, and its reply leaves on the thread that brought
/// what it waited for: no other thread has to be woken. Tasks that run here must not block, and nobody may
/// wake them while holding a lock that they take.
final class CallersThread: TaskExecutor {
    static let shared = CallersThread()

    func enqueue(_ job: consuming ExecutorJob) {
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
}
