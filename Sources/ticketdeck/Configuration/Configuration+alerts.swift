import Dashboard
import Tickets

extension Configuration {
    /// Reads the tables of `[[alert]]`; one that is wrong is left out, and said.
    mutating func takeAlerts(_ value: SettingValue, _ lines: SettingLines) {
        guard let tables = value.list, tables.allSatisfy({ $0.table != nil }) else {
            return note("alert should be tables under [[alert]]", at: "alert", lines)
        }
        for (index, table) in tables.enumerated() {
            let place = "alert.\(index)"
            do throws(AlertProblem) {
                let rule = try AlertRule(table.table ?? [:])
                guard !alerts.contains(where: { $0.name == rule.name }) else {
                    throw AlertProblem(
                        setting: "name",
                        reason: "there is an alert \"\(rule.name)\" already: take another name")
                }
                alerts.append(rule)
            } catch {
                note(error.reason, at: error.setting.map { "\(place).\($0)" } ?? place, lines)
            }
        }
    }
}

/// What is wrong in a table of `[[alert]]`.
struct AlertProblem: Error {
    /// `nil`: something is missing.
    let setting: String?
    let reason: String
}

extension AlertRule {
    private static let settings = ["name", "filter", "silence", "notify", "color", "mark"]

    /// Reads a table of `[[alert]]`.
    init(_ table: [String: SettingValue]) throws(AlertProblem) {
        if let other = table.keys.sorted().first(where: { !AlertRule.settings.contains($0) }) {
            let known = AlertRule.settings.joined(separator: ", ")
            throw AlertProblem(setting: other, reason: "an alert has no \"\(other)\": it has \(known)")
        }
        let name = try AlertRule.name(table["name"])
        let silence = try AlertRule.silence(table["silence"])
        let filter = try AlertRule.filter(table["filter"], mayBeLeftOut: silence != nil)
        self.init(
            name: name, expression: filter, silence: silence,
            notice: try AlertRule.choice(table["notify"], "notify") ?? .bell,
            color: try AlertRule.choice(table["color"], "color") ?? .warning,
            mark: try AlertRule.mark(table["mark"]))
    }

    private static func name(_ value: SettingValue?) throws(AlertProblem) -> String {
        let wanted = "an alert needs a name of 1 to \(nameLimit) characters in quotes"
        guard let value else { throw AlertProblem(setting: nil, reason: wanted) }
        guard let name = value.text.map(TicketRules.trim), (1...nameLimit).contains(name.count) else {
            throw AlertProblem(setting: "name", reason: wanted)
        }
        return name
    }

    private static func silence(_ value: SettingValue?) throws(AlertProblem) -> Duration? {
        guard let value else { return nil }
        guard let span = value.text.flatMap({ TimeSpan(argument: $0) }), span.duration >= .seconds(1) else {
            throw AlertProblem(
                setting: "silence",
                reason: "silence should be at least a second, such as \"90s\", \"5m\" or \"1h\"")
        }
        return span.duration
    }

    private static func filter(
        _ value: SettingValue?, mayBeLeftOut: Bool
    ) throws(AlertProblem) -> String {
        let wanted = "such as \"subject:create critical\" or \"tenant:acme -actor:lee\""
        guard let value else {
            if mayBeLeftOut { return "" }
            throw AlertProblem(setting: nil, reason: "an alert needs a filter, \(wanted), or a silence")
        }
        guard let text = value.text.map(TicketRules.trim), !EventFilter(text).isEmpty else {
            throw AlertProblem(
                setting: "filter", reason: "filter should be words and terms in quotes, \(wanted)")
        }
        return text
    }

    private static func choice<Choice: CaseIterable & RawRepresentable>(
        _ value: SettingValue?, _ setting: String
    ) throws(AlertProblem) -> Choice? where Choice.RawValue == String {
        guard let value else { return nil }
        guard let choice = value.text.flatMap(Choice.init(rawValue:)) else {
            let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw AlertProblem(setting: setting, reason: "\(setting) should be one of \(names)")
        }
        return choice
    }

    private static func mark(_ value: SettingValue?) throws(AlertProblem) -> Character? {
        guard let value else { return nil }
        guard let text = value.text, let mark = text.first, text.count == 1, AlertRule.canMark(mark) else {
            throw AlertProblem(
                setting: "mark",
                reason: "mark should be one character, one column wide, in quotes, such as \"!\"")
        }
        return mark
    }
}

extension AlertRule {
    /// The rule as a table of `[[alert]]`.
    var table: String {
        var lines = ["[[alert]]", "name = \(TOMLText.quote(name))"]
        if !expression.isEmpty { lines.append("filter = \(TOMLText.quote(expression))") }
        if let silence { lines.append("silence = \(TOMLText.quote(AlertRule.written(silence)))") }
        lines.append("notify = \(TOMLText.quote(notice.rawValue))")
        lines.append("color = \(TOMLText.quote(color.rawValue))")
        if let mark { lines.append("mark = \(TOMLText.quote(String(mark)))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// As `TimeSpan` reads it.
    private static func written(_ silence: Duration) -> String {
        let (seconds, attoseconds) = silence.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return "\(seconds)s" + (milliseconds > 0 ? "\(milliseconds)ms" : "")
    }

    /// What the file of all defaults says about alerts.
    static let explanation = """

        # Alerts: an event that matches a filter, or that none has come for so long. They mark the line, are counted in
        # the header, and listed by the key A. A filter is that of the events view: words, subject: tenant: ticket:
        # actor:, each negated by a - in front. notify: bell, desktop (OSC 9) or none. color: info, good, warning, bad.
        # [[alert]]
        # name = "critical"
        # filter = "subject:create critical"
        # notify = "desktop"
        # color = "bad"
        # mark = "!"

        # [[alert]]
        # name = "acme is silent"
        # filter = "tenant:acme"
        # silence = "5m"
        # notify = "bell"

        """
}
