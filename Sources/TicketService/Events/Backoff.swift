/// The growing pauses between attempts.
struct Backoff {
    private static let longest = Duration.seconds(5)
    private var next = Duration.milliseconds(100)

    /// Waits for half to all of the next pause, or until the task is cancelled.
    mutating func wait() async {
        let pause = next * Double.random(in: 0.5...1)
        next = min(next * 2, Backoff.longest)
        try? await Task.sleep(for: pause)
    }
}
