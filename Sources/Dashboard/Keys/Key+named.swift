public import Screen

extension Key {
    /// The key that a person names: a character, `Space`, `Enter`, `F5`, `Ctrl-S`, `Alt-X` and so on;
    /// upper and lower case are one but for characters. `nil`: no key is called so, or a terminal
    /// cannot tell it from another one, as Ctrl-I from Tab.
    public init?(named name: String) {
        if let character = name.first, name.count == 1 {
            guard Key.isTyped(character) else { return nil }
            self = .character(character)
        } else if let key = Key.named[name.lowercased()] {
            self = key
        } else if let rest = Key.rest(of: name, behind: "ctrl-") {
            guard let key = Key.controlled(by: rest) else { return nil }
            self = key
        } else if let rest = Key.rest(of: name, behind: "alt-"), rest.count == 1, let character = rest.first {
            guard Key.isTyped(character) else { return nil }
            self = .alt(character)
        } else if name.lowercased().hasPrefix("f"), let number = Int(name.dropFirst()),
            (1...63).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private static func isTyped(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    private static func rest(of name: String, behind prefix: String) -> String? {
        name.lowercased().hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// Ctrl with h, i, j, m and [ is Backspace, Tab, Enter and Escape for a terminal.
    private static func controlled(by name: String) -> Key? {
        let letter = name.lowercased()
        if letter == "space" { return .control(" ") }
        guard letter.count == 1, let character = letter.first, !"hijm[".contains(character),
            ("a"..."z").contains(character) || "\\]^_".contains(character)
        else { return nil }
        return .control(character)
    }

    private static let named: [String: Key] = [
        "space": .character(" "), "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape,
        "tab": .tab, "shift-tab": .backTab, "backspace": .backspace, "del": .delete, "delete": .delete,
        "ins": .insert, "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right,
        "home": .home, "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown,
        "pagedown": .pageDown,
    ]
}
