public import JSON
public import NATS
import TicketWire
import Tickets

/// How all instances of a service are, asked over NATS.
public struct HealthSurvey: Sendable {
    /// How a service is as a whole.
    public enum Status: String, Sendable, Hashable {
        /// There are instances and each one is healthy.
        case healthy
        /// At least one instance says that something is wrong.
        case degraded
        /// No instance answers.
        case unreachable
    }

    /// The service's name.
    public let service: String
    /// Those that answered, by their id.
    public let instances: [InstanceHealth]
    /// Why none answered.
    public let error: String?

    /// A survey with these answers.
    ///
    /// - Parameter error: why there are none.
    public init(of service: String, _ instances: [InstanceHealth], error: String? = nil) {
        self.service = service
        self.instances = instances.sorted { $0.id < $1.id }
        self.error = error
    }

    /// Asks all instances, and collects answers for a short while.
    ///
    /// - Parameters:
    ///   - service: the service's name.
    ///   - window: how long answers are collected; when there is none by then, once more for four times
    ///     as long.
    public static func ask(
        _ service: String, on connection: Connection, window: Duration = .milliseconds(500)
    ) async -> HealthSurvey {
        let subject = ServiceQuestion.stats.subject(of: service)
        do throws(NATSError) {
            var answers = try await connection.requestMany(subject, timeout: window)
            if answers.isEmpty {
                answers = try await connection.requestMany(subject, timeout: window * 4, limit: 1)
            }
            let instances = answers.compactMap { InstanceHealth(statistics: $0.payload, of: service) }
            let error = instances.isEmpty ? "no service named \(service) answers" : nil
            return HealthSurvey(of: service, instances, error: error)
        } catch {
            let isSilent = error.code == .noResponders
            return HealthSurvey(
                of: service, [], error: isSilent ? "no service named \(service) answers" : error.message)
        }
    }

    /// The worst of all instances.
    public var status: Status {
        if instances.isEmpty { return .unreachable }
        return instances.allSatisfy(\.reasons.isEmpty) ? .healthy : .degraded
    }

    /// The survey as one JSON object.
    public var json: JSONValue {
        var object = JSONObject([
            ("status", .string(status.rawValue)), ("service", .string(service)),
            ("instances", .array(instances.map(\.json))),
        ])
        if let error { object["error"] = .string(error) }
        return .object(object)
    }
}
