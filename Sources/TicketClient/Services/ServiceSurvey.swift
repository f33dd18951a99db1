public import NATS
public import TicketWire

/// Asks all instances of all services, or of one, who they are and what they count (NATS ADR-32).
public struct ServiceSurvey: Sendable {
    /// What an instance answered, and how long that took.
    public struct Answer: Sendable, Hashable {
        public let instance: InstanceAnswer
        public let roundTrip: Duration
    }

    /// How long answers are collected when nothing else is said.
    public static let window = Duration.milliseconds(400)

    private let connection: Connection
    private let service: String?

    /// - Parameter service: the name of the service; `nil`: all services.
    public init(_ connection: Connection, of service: String? = nil) {
        self.connection = connection
        self.service = service
    }

    /// Asks everybody at once.
    ///
    /// - Parameters:
    ///   - known: when all of these have answered, nobody else is waited for; `nil`: answers are collected to
    ///     the end of the window.
    ///   - window: how long answers are collected.
    /// - Returns: one answer of each instance, in the order of their arrival; none when there is no instance.
    /// - Throws: `NATSError` when the question cannot be asked: `disconnected`, `permission`, `cancelled`.
    public func ask(
        _ question: ServiceQuestion, until known: Set<InstanceKey>? = nil,
        within window: Duration = ServiceSurvey.window
    ) async throws(NATSError) -> [Answer] {
        let subject = service.map(question.subject(of:)) ?? question.subject
        let round = SurveyRound(question, of: service, awaiting: known)
        do throws(NATSError) {
            _ = try await connection.requestMany(subject, timeout: window) { round.take($0) }
        } catch {
            if error.code != .noResponders { throw error }
        }
        return round.answers
    }

    /// Asks one instance alone.
    ///
    /// - Returns: its answer; `nil`: none came in time.
    /// - Throws: `NATSError`: `noResponders` at once when there is no such instance any more, and what the
    ///   other form throws.
    public func ask(
        _ question: ServiceQuestion, instance: InstanceKey, within window: Duration = ServiceSurvey.window
    ) async throws(NATSError) -> Answer? {
        let round = SurveyRound(question, of: instance.service, awaiting: [instance])
        _ = try await connection.requestMany(question.subject(of: instance), timeout: window) {
            round.take($0)
        }
        return round.answers.first { $0.instance.identity.key == instance }
    }
}
