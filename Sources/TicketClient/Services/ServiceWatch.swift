public import NATS
import TicketWire

/// Asks all instances of all services again and again how they are.
///
/// An instance that does not answer is asked once more by its own name, so that a slow one is not taken for
/// one that is gone; of one that has ended the server says so at once.
public struct ServiceWatch: Sendable {
    /// What a round brought.
    public enum Reading: Sendable {
        /// All instances that are there or went a little while ago, by name and id.
        case instances([WatchedInstance])
        /// Nobody can be asked.
        case unavailable(NATSError)
    }

    private let survey: ServiceSurvey
    private let interval: Duration
    private let keepsGone: Duration

    /// - Parameters:
    ///   - interval: from the beginning of a round to that of the next.
    ///   - keepsGone: how long an instance that is gone is still told of.
    public init(
        _ connection: Connection, every interval: Duration = .seconds(1),
        keepsGone: Duration = .seconds(60)
    ) {
        survey = ServiceSurvey(connection)
        self.interval = interval
        self.keepsGone = keepsGone
    }

    /// Gives what each round brought to `body`, until the task is cancelled or nobody wants to know.
    ///
    /// - Parameter isWanted: is asked before each round.
    public func run(while isWanted: () -> Bool, _ body: (Reading) -> Void) async {
        var roster = ServiceRoster(keepsGone: keepsGone)
        while !Task.isCancelled, isWanted() {
            let start = ContinuousClock.now
            do throws(NATSError) {
                try await ask(&roster)
                body(.instances(roster.instances))
            } catch {
                guard error.code != .cancelled else { return }
                body(.unavailable(error))
            }
            try? await Task.sleep(until: start + interval)
        }
    }

    /// Asks everybody once. New instances are looked for as long as there is time; known ones are not waited
    /// for any longer than they need.
    private func ask(_ roster: inout ServiceRoster) async throws(NATSError) {
        let known = roster.present
        async let counting = attempt { () async throws(NATSError) in
            try await survey.ask(.stats, until: known.isEmpty ? nil : known)
        }
        let pings = try await survey.ask(.ping)
        let statistics = try await counting.get()
        let now = ContinuousClock.now
        for (key, answer) in try await askAgain(roster.note(pings, statistics, at: now)) {
            if let answer { roster.note(answer) } else { roster.lose(key, at: now) }
        }
        roster.forget(at: now)
        let unexplained = roster.takeUnexplained()
        if !unexplained.isEmpty { roster.explain(try await survey.ask(.info, until: unexplained)) }
    }

    /// Asks each of those that did not answer by its own name.
    private func askAgain(
        _ silent: [InstanceKey]
    ) async throws(NATSError) -> [(InstanceKey, ServiceSurvey.Answer?)] {
        let results = await withTaskGroup { group in
            for key in silent {
                group.addTask { () -> (InstanceKey, Result<ServiceSurvey.Answer?, NATSError>) in
                    let result = await attempt { () async throws(NATSError) in
                        try await survey.ask(.ping, instance: key)
                    }
                    return (key, result)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var answers: [(InstanceKey, ServiceSurvey.Answer?)] = []
        for (key, result) in results {
            if case .failure(let error) = result,
                error.code == .noResponders || error.code == .invalidArgument
            {
                answers.append((key, nil))
            } else {
                answers.append((key, try result.get()))
            }
        }
        return answers
    }

    private func attempt<Value: Sendable>(
        _ body: @Sendable () async throws(NATSError) -> Value
    ) async -> Result<Value, NATSError> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
