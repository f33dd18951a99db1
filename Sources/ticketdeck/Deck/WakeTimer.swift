import Dispatch
import Tickets

/// One timer for all the moments at which the dashboard wants to be woken; none runs while there is
/// no such moment.
@MainActor
final class WakeTimer {
    private var moments: Set<Int64> = []
    private var timer: (any DispatchSourceTimer)?
    private let fire: @MainActor () -> Void

    init(fire: @escaping @MainActor () -> Void) { self.fire = fire }

    /// Asks to be woken at a moment.
    func wake(at moment: Timestamp, now: Timestamp) {
        moments.insert(moment.milliseconds)
        arm(now: now)
    }

    private func arm(now: Timestamp) {
        timer?.cancel()
        timer = nil
        guard let next = moments.min() else { return }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(
            deadline: .now() + .milliseconds(Int(max(1, next - now.milliseconds))), leeway: .milliseconds(5))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated { self?.ring() }
        }
        self.timer = timer
        timer.activate()
    }

    private func ring() {
        let now = Timestamp.now
        moments = moments.filter { $0 > now.milliseconds }
        fire()
        arm(now: now)
    }
}
