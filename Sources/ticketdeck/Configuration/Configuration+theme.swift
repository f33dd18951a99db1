import CommandOptions
import Screen

extension Configuration {
    /// Puts the default theme in the place of one that is not there or is wrong, and notes it.
    mutating func checkTheme(in themes: ThemeLibrary) {
        do {
            _ = try themes.theme(named: theme)
        } catch {
            let reason = (error as? CommandFailure)?.message ?? "\(error)"
            problems.append(ConfigurationProblem(line: nil, reason: reason))
            theme = ThemeLibrary.defaultName
        }
    }

    /// What the dashboard says about the problems at its start; `nil`: there are none.
    func notice(_ path: String) -> String? {
        guard let first = problems.first else { return nil }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        return "\(first.words(name))\(more); the default holds; see `ticketdeck config check`"
    }
}
