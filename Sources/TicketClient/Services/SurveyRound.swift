import NATS
import Synchronization
import TicketWire

/// The answers to one question to many instances, as they come in.
final class SurveyRound: Sendable {
    /// So many instances are taken in.
    private static let limit = 500

    private struct State {
        var answers: [ServiceSurvey.Answer] = []
        var answered: Set<InstanceKey> = []
        var awaited: Set<InstanceKey>?
    }

    private let question: ServiceQuestion
    private let service: String?
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    /// - Parameter awaited: who is waited for; `nil`: everybody.
    init(_ question: ServiceQuestion, of service: String?, awaiting awaited: Set<InstanceKey>?) {
        self.question = question
        self.service = service
        state = Mutex(State(awaited: awaited))
    }

    /// Those that have answered.
    var answers: [ServiceSurvey.Answer] { state.withLock { $0.answers } }

    /// Takes an answer in; runs on a thread of libnats.
    ///
    /// - Returns: whether nobody else is waited for.
    func take(_ message: Message) -> Bool {
        let roundTrip = ContinuousClock.now - start
        guard let instance = try? InstanceAnswer(decoding: message.payload), instance.question == question,
            service == nil || service == instance.identity.key.service
        else { return false }
        return state.withLock { state in
            let key = instance.identity.key
            if state.answered.insert(key).inserted {
                state.answers.append(ServiceSurvey.Answer(instance: instance, roundTrip: roundTrip))
            }
            let isFull = state.answers.count >= SurveyRound.limit
            return isFull || state.awaited.map { $0.isSubset(of: state.answered) } ?? false
        }
    }
}
