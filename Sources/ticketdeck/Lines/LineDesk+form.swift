import Dashboard
import TicketClient
import Tickets

extension LineDesk {
    /// Asks for a new ticket, field by field.
    func write() async {
        var form = LineForm(tenant: tenant, requestKey: LineDesk.requestKey())
        voice.say("A new ticket in \(tenant.name). Ctrl-D leaves; what was typed is then kept.")
        for field in LineForm.fields where field != .status {
            guard await ask(field, &form) else { return keep(form) }
        }
        await edit(form)
    }

    /// Opens what an earlier run left behind.
    func open(_ draft: SavedDraft) async {
        tenant = draft.tenant
        backend.follow(tenant)
        var ticket: Ticket?
        if let id = draft.ticket {
            let tenant = tenant
            ticket = try? await backend.ask { client throws(ClientError) in
                try await client.get(id, in: tenant)
            }
            if ticket == nil {
                voice.say("Its ticket could not be read; saving makes a new one of the text.")
            }
        }
        var form = LineForm(
            tenant: tenant, ticket: ticket, requestKey: draft.requestKey ?? LineDesk.requestKey())
        form.take(draft)
        keep(form)
        await edit(form)
    }

    /// Says the fields and changes them, until they are saved or thrown away.
    func edit(_ start: LineForm) async {
        var form = start
        while true {
            for (index, field) in LineForm.fields.enumerated() {
                let text = LineDesk.words(form, field)
                voice.say("\(index + 1). \(field.rawValue): \(text.isEmpty ? "nothing" : text)")
            }
            guard let answer = await voice.ask("Number of a field to change, s to save, c to cancel:") else {
                return keep(form)
            }
            switch answer.trimmed.lowercased() {
            case "s", "save": if await save(&form) { return drafts.discard() }
            case "c", "cancel":
                if !form.changed.isEmpty, await !voice.confirms("Throw away what you typed?") { continue }
                return drafts.discard()
            case let word:
                guard let number = Int(word), LineForm.fields.indices.contains(number - 1) else {
                    voice.say("That is none of the numbers.")
                    continue
                }
                guard await ask(LineForm.fields[number - 1], &form) else { return keep(form) }
            }
        }
    }

    /// Asks for one field.
    ///
    /// - Returns: `false`: there are no more lines.
    private func ask(_ field: TicketField, _ form: inout LineForm) async -> Bool {
        guard let text = await text(of: field, form) else { return false }
        if let broken = form.set(field, text) {
            voice.say("This cannot be saved so: \(broken). What you typed is kept.")
        }
        keep(form)
        return true
    }

    private func text(of field: TicketField, _ form: LineForm) async -> String? {
        switch field {
        case .priority: return await choice(Priority.allCases.map(\.rawValue), field, form)
        case .status: return await choice(Status.allCases.map(\.rawValue), field, form)
        case .description: return await description()
        case .title, .assignee, .createdBy: return await voice.ask("\(field.rawValue.capitalizedFirst):")
        }
    }

    private func choice(_ values: [String], _ field: TicketField, _ form: LineForm) async -> String? {
        let names = values.map { $0 == Status.inProgress.rawValue ? "in progress" : $0 }
        let title = "\(field.rawValue.capitalizedFirst), now \(LineDesk.words(form, field))"
        return await voice.choose(title, of: names).map { values[$0] } ?? form[field]
    }

    private func description() async -> String? {
        voice.say("Description, as many lines as you like; a line with only a dot ends it.")
        var lines: [String] = []
        while let line = await voice.ask("") {
            if line == "." { return lines.joined(separator: "\n") }
            lines.append(line)
        }
        return nil
    }

    /// Keeps the form on disk, so that nothing typed is lost.
    private func keep(_ form: LineForm) {
        guard !form.changed.isEmpty else { return }
        if (try? drafts.save(form.draft)) == nil {
            voice.say("What you typed cannot be kept on the disk: \(drafts.folder)")
        }
    }

    private static func words(_ form: LineForm, _ field: TicketField) -> String {
        if field == .status, let status = Status(rawValue: form[field]) { return TicketSpeech.words(status) }
        return form[field].split(separator: "\n").joined(separator: " / ")
    }

    static func requestKey() -> String {
        "line-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}

extension String {
    /// With an upper-case first letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
