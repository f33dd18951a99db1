import CommandOptions
import FoundationEssentials
import Glibc
import Tickets

/// Who asks, for the tickets' histories.
enum ActorName {
    /// The option, else the environment, else the configuration, else the login name.
    ///
    /// - Throws: `CommandFailure` with status 64 for a name that breaks the rules.
    static func resolve(
        _ option: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        configured: String? = nil
    ) throws -> String {
        let name = option ?? environment["TICKETDECK_ACTOR"] ?? configured ?? ""
        do throws(FieldViolation) {
            if let actor = try TicketRules.name(name, field: "actor") { return actor }
        } catch {
            throw CommandFailure("--actor: \(error.message)", status: ExitStatus.usage)
        }
        let login = unsafe getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_name) }
        return (try? TicketRules.name(login ?? "", field: "actor")).flatMap { $0 } ?? "unknown"
    }
}
