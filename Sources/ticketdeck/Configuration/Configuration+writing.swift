import Dashboard
import Tickets

extension Configuration {
    /// The text of a file with all defaults, each behind a `#`, and what they mean.
    static var template: String {
        let standard = Configuration()
        let settings = Setting.all.map { setting in
            "# \(setting.explanation)\n# \(setting.name) = \(setting.written(standard) ?? setting.example)\n"
        }
        return """
            # The configuration of TicketDeck. Its place:
            # \(Folders.configurationName)
            # What stands behind a # is the default or an example. `ticketdeck config check` says what is wrong.


            """ + settings.joined(separator: "\n") + """

                # Keys by action: one, or a list; an empty list takes the keys away, and the palette (:) still has
                # the action. A key is a character of any script, or Space, Enter, Esc, Tab, Shift-Tab, Backspace,
                # Del, Ins, Up, Down, Left, Right, Home, End, PgUp, PgDn, F1 and up, Ctrl-A, Alt-A and so on.
                [keys]

                """ + Configuration.keyLines(standard.keys, prefix: "# ") + """

                    # Views for the palette. Those saved there with `save view NAME` are kept in views.toml beside this
                    # file, which TicketDeck writes; this file it never writes.
                    # [[views]]
                    # name = "urgent"
                    # filter = "priority:high priority:critical -status:closed"
                    # sort = "updated_at"
                    # order = "desc"

                    """ + AlertRule.explanation
    }

    /// The text of a file that leads to just this configuration.
    var text: String {
        let settings = Setting.all.compactMap { setting in
            setting.written(self).map { "\(setting.name) = \($0)\n" }
        }
        return settings.joined() + "\n[keys]\n" + Configuration.keyLines(keys, prefix: "")
            + views.map { "\n" + $0.table }.joined() + alerts.map { "\n" + $0.table }.joined()
    }

    private static func keyLines(_ keys: Keymap, prefix: String) -> String {
        keys.entries.map { entry in
            let value = entry.keys.count == 1 ? TOMLText.quote(entry.keys[0]) : TOMLText.quote(entry.keys)
            let setting = "\(prefix)\(entry.action) = \(value)"
            let blanks = String(repeating: " ", count: max(1, 40 - setting.count))
            return "\(setting)\(blanks)# \(entry.explanation)\n"
        }.joined()
    }
}

extension SavedView {
    /// The view as a table of `[[views]]`.
    var table: String {
        """
        [[views]]
        name = \(TOMLText.quote(name))
        filter = \(TOMLText.quote(filter))
        sort = \(TOMLText.quote(sort.field.rawValue))
        order = \(TOMLText.quote(sort.order.rawValue))

        """
    }
}
