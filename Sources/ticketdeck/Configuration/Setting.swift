import Dashboard
import Tickets

/// One setting of the configuration file: how it is written, explained and read.
struct Setting: Sendable {
    let name: String
    let explanation: String
    /// A value to start from where the default is nothing.
    let example: String
    /// The value as the file has it; `nil`: nothing is set.
    let written: @Sendable (Configuration) -> String?
    /// Takes a value over.
    ///
    /// - Returns: what the value should be; `nil`: it is good.
    let take: @Sendable (SettingValue, inout Configuration) -> String?

    /// All settings but keys and views, in the order of the file.
    static let all: [Setting] = [
        Setting(
            name: "theme", explanation: "The theme: see `ticketdeck themes`.", example: "\"dark\"",
            written: { TOMLText.quote($0.theme) }
        ) { value, configuration in
            guard let text = value.text, !text.isEmpty else { return "the name of a theme in quotes" }
            configuration.theme = text
            return nil
        },
        Setting(
            name: "tenant", explanation: "Whose tickets to show first; without it, those shown last.",
            example: "\"acme\"", written: { $0.tenant.map { TOMLText.quote($0.name) } }
        ) { value, configuration in
            guard let tenant = value.text.flatMap({ Tenant($0) }) else {
                return "1 to 64 of A-Z a-z 0-9 _ - in quotes"
            }
            configuration.tenant = tenant
            return nil
        },
        Setting(
            name: "mode", explanation: "Where the ticket service runs: auto, embedded or remote.",
            example: "\"auto\"", written: { TOMLText.quote($0.mode.rawValue) }
        ) { value, configuration in
            guard let mode = value.text.flatMap(BackendPlan.Mode.init(rawValue:)) else {
                return "\"auto\", \"embedded\" or \"remote\""
            }
            configuration.mode = mode
            return nil
        },
        Setting(
            name: "actor", explanation: "Who you are, for the histories; without it, your login name.",
            example: "\"maria\"", written: { $0.actor.map(TOMLText.quote) }
        ) { value, configuration in
            let wanted = "at most \(TicketRules.nameLimit) characters in quotes"
            guard let name = value.text else { return wanted }
            do throws(FieldViolation) {
                configuration.actor = try TicketRules.name(name, field: "actor")
                return nil
            } catch {
                return wanted
            }
        },
        flag("read_only", "Show everything, change nothing.", \.isReadOnly),
        flag("ascii", "Draw nothing beyond ASCII.", \.isASCII),
        flag("accessible", "Lines of text for a screen reader, and no screen.", \.isAccessible),
        flag("mouse", "Take the mouse at the start; Shift then selects text in most terminals.", \.hasMouse),
        Setting(
            name: "monitor", explanation: "Monitoring addresses of the servers, where they are not found.",
            example: "[\"http://127.0.0.1:8222\"]",
            written: { $0.monitoring.isEmpty ? nil : TOMLText.quote($0.monitoring) }
        ) { value, configuration in
            guard let addresses = value.texts else { return "a list of addresses in quotes" }
            configuration.monitoring = addresses
            return nil
        },
        Setting(
            name: "columns", explanation: "The columns of the list, as far as there is room.",
            example: TOMLText.quote(TicketColumn.allCases.map(\.rawValue)),
            written: { configuration in
                TOMLText.quote(TicketColumn.allCases.filter(configuration.columns.contains).map(\.rawValue))
            }
        ) { value, configuration in
            let columns = (value.texts ?? []).map(TicketColumn.init(rawValue:))
            guard !columns.isEmpty, !columns.contains(nil) else {
                return "some of \(TicketColumn.allCases.map(\.rawValue).joined(separator: ", "))"
            }
            configuration.columns = Set(columns.compactMap { $0 })
            return nil
        },
    ]

    private static func flag(
        _ name: String, _ explanation: String,
        _ path: any WritableKeyPath<Configuration, Bool> & Sendable
    ) -> Setting {
        Setting(
            name: name, explanation: explanation, example: "false",
            written: { $0[keyPath: path] ? "true" : "false" }
        ) { value, configuration in
            guard let bool = value.bool else { return "true or false" }
            configuration[keyPath: path] = bool
            return nil
        }
    }
}
