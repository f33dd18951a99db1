import Screen
import Tickets

extension DashboardState {
    /// What the palette offers for what is typed in it.
    func paletteRows(_ text: String) -> [PaletteRow] {
        if let (command, argument) = PaletteCommand.parse(text), isOffered(command) {
            return rows(command, argument)
        }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let all = actionRows + commandRows + views.map { viewRow($0, .view($0)) } + movingRows
        let found = all.filter { $0.matches(words) }
        guard let first = words.first else { return found }
        // What is called so comes before what is only explained so.
        return found.filter { $0.name.hasPrefix(first) } + found.filter { !$0.name.hasPrefix(first) }
    }

    private var actionRows: [PaletteRow] {
        offeredBindings.filter { !$0.action.moves }.map(row)
    }

    private var movingRows: [PaletteRow] { offeredBindings.filter(\.action.moves).map(row) }

    /// The actions that work here, the most important first.
    private var offeredBindings: [Binding] {
        var seen: Set<Action> = [.palette]
        return keys.bindings(at: place).sorted { $0.importance > $1.importance }
            .filter { seen.insert($0.action).inserted }
    }

    private func row(_ binding: Binding) -> PaletteRow {
        let labels = binding.keys.map(\.label).joined(separator: " ")
        return PaletteRow(
            subject: .action(binding.action), name: binding.action.title, explanation: binding.explanation,
            key: labels, refusal: refusal(of: binding.action))
    }

    private var commandRows: [PaletteRow] {
        PaletteCommand.allCases.filter(isOffered).map { command in
            PaletteRow(
                subject: .begin(command), name: "\(command.rawValue) \(command.argument)",
                explanation: command.explanation)
        }
    }

    private func isOffered(_ command: PaletteCommand) -> Bool {
        command.needsList ? view == .tickets : true
    }

    private func rows(_ command: PaletteCommand, _ argument: String) -> [PaletteRow] {
        switch command {
        case .saveView: [savingRow(argument)]
        case .view: viewRows(argument) { viewRow($0, .view($0)) }
        case .deleteView: viewRows(argument) { viewRow($0, .deleteView($0)) }
        case .export: [exportRow(argument)]
        case .theme: themeRows(argument)
        case .tenant: tenantRows(argument)
        }
    }

    private func savingRow(_ text: String) -> PaletteRow {
        guard let name = SavedView.name(typed: text) else {
            let reason = text.isEmpty ? "type a name" : "a name has 1 to \(SavedView.nameLimit) characters"
            return .refused("save view \(text)", reason)
        }
        let replaced = views.contains { $0.name == name } ? ", replaces the one there is" : ""
        let view = SavedView(name: name, filter: tickets.expression.text, sort: tickets.list.sort)
        return PaletteRow(
            subject: .saveView(name), name: "save view \(name)", explanation: view.summary + replaced)
    }

    private func viewRow(_ view: SavedView, _ subject: PaletteRow.Subject) -> PaletteRow {
        let verb = if case .deleteView = subject { "delete view" } else { "view" }
        let refusal = verb == "view" || !view.isFixed ? nil : "it stands in config.toml: take it out there"
        return PaletteRow(
            subject: subject, name: "\(verb) \(view.name)", explanation: view.summary, refusal: refusal)
    }

    private func viewRows(_ text: String, _ row: (SavedView) -> PaletteRow) -> [PaletteRow] {
        let found = matching(text, views) { $0.name }.map(row)
        if !found.isEmpty { return found }
        return [.refused("view \(text)", views.isEmpty ? "no view was saved yet" : "no view is called so")]
    }

    private func exportRow(_ path: String) -> PaletteRow {
        let name = "export \(path)"
        if path.isEmpty { return .refused(name, "type a file name that ends in .jsonl or .csv") }
        guard let form = ExportForm(path: path) else {
            return .refused(name, "it must end in .jsonl or .csv")
        }
        if export != nil { return .refused(name, "another export is being written") }
        return PaletteRow(
            subject: .export(path), name: name,
            explanation: "\(tickets.list.total) tickets as \(form.words)")
    }

    private func themeRows(_ text: String) -> [PaletteRow] {
        let found = matching(text, themes) { $0 }
        if found.isEmpty { return [.refused("theme \(text)", "there is \(themes.joined(separator: ", "))")] }
        return found.map {
            PaletteRow(subject: .theme($0), name: "theme \($0)", explanation: "put it on")
        }
    }

    private func tenantRows(_ text: String) -> [PaletteRow] {
        let chooser = TenantChooser(editor: LineEditor(text))
        let rows = chooser.rows(knownTenants).map(\.tenant)
        if rows.isEmpty { return [.refused("tenant \(text)", "a name has 1 to 64 of A-Z a-z 0-9 _ -")] }
        return rows.map {
            PaletteRow(subject: .tenant($0), name: "tenant \($0.name)", explanation: "show it")
        }
    }

    /// Those whose names hold all the words; one that is named exactly comes first.
    private func matching<Value>(_ text: String, _ values: [Value], _ name: (Value) -> String) -> [Value] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        let found = values.filter { value in words.allSatisfy { name(value).lowercased().contains($0) } }
        let typed = TicketRules.trim(text)
        return found.filter { name($0) == typed } + found.filter { name($0) != typed }
    }
}

extension PaletteRow {
    fileprivate static func refused(_ name: String, _ reason: String) -> PaletteRow {
        PaletteRow(subject: .nothing, name: name, explanation: "", refusal: reason)
    }
}
