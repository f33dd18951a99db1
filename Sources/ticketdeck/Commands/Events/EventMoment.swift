import ArgumentParser
import Tickets

/// The value of `--since`: so long ago, or a moment.
enum EventMoment: Sendable, Hashable, ExpressibleByArgument {
    case ago(Duration)
    case at(Timestamp)

    init?(argument: String) {
        if let span = TimeSpan(argument: argument) {
            self = .ago(span.duration)
        } else if let time = Timestamp(argument) ?? LocalTime.read(argument, now: .now) {
            self = .at(time)
        } else {
            return nil
        }
    }

    /// The moment that is meant.
    func timestamp(now: Timestamp) -> Timestamp {
        switch self {
        case .ago(let duration): now.advanced(by: .zero - duration)
        case .at(let time): time
        }
    }
}
