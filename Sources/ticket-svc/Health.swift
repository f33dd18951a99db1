import ArgumentParser
import CommandOptions
import JSON
import NATS
import TicketService

/// Says how the running service is.
struct Health: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the running service how it is and print one JSON object.",
        discussion: "Ends with 0 when every instance is healthy, 1 when one is degraded, 2 when none answers."
    )

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func run() async throws {
        do { try await report() } catch let failure as CommandFailure {
            throw failure.report(as: "ticket-svc")
        }
    }

    private func report() async throws {
        let settings = try connection.resolve(clientName: "ticket-svc health")
        let survey = await survey(settings)
        print(survey.json.text)
        switch survey.status {
        case .healthy: return
        case .degraded:
            var reasons: [String] = []
            for reason in survey.instances.flatMap(\.reasons) where !reasons.contains(reason) {
                reasons.append(reason)
            }
            throw CommandFailure("degraded: \(reasons.joined(separator: "; "))")
        case .unreachable:
            throw CommandFailure(
                "\(survey.error ?? "no answer"); start ticket-svc, or name another --server or --service-name",
                status: ExitStatus.unreachable)
        }
    }

    private func survey(_ settings: ConnectionSettings) async -> HealthSurvey {
        let connection = Connection(settings.options)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            defer { group.cancelAll() }
            do throws(NATSError) { _ = try await connection.connected(within: .seconds(5)) } catch {
                return HealthSurvey(
                    of: settings.serviceName, [], error: "no server reached: \(error.message)")
            }
            return await HealthSurvey.ask(settings.serviceName, on: connection)
        }
    }
}
