import Screen

extension Keymap {
    /// The keymap with a person's own keys. What cannot be understood leaves the keys as they are.
    ///
    /// A key that a person gave to an action is taken from the actions that had it before; in a form, where
    /// one types, characters stay characters.
    /// - Returns: the keymap, and what is to be said about it.
    public func applying(_ changes: [KeyChange]) -> (keymap: Keymap, problems: [KeyProblem]) {
        var problems: [KeyProblem] = []
        var chosen: [Action: [Key]] = [:]
        for change in changes {
            guard let action = Action(rawValue: change.action) else {
                problems.append(KeyProblem(action: change.action, reason: "there is no such action"))
                continue
            }
            var keys: [Key] = []
            for name in change.keys {
                if let key = Key(named: name) {
                    keys.append(key)
                } else {
                    problems.append(KeyProblem(action: change.action, reason: "\"\(name)\" is no key"))
                }
            }
            if !keys.isEmpty || change.keys.isEmpty { chosen[action] = keys }
        }
        let rebound = bindings.flatMap { Keymap.rebind($0, to: chosen[$0.action]) }
        let contest = KeyContest(rebound, chosen: Set(chosen.keys))
        return (Keymap(contest.bindings), problems + contest.problems)
    }

    /// In a form, a key that is no character has to be left for what works there.
    private static func rebind(_ binding: Binding, to keys: [Key]?) -> [Binding] {
        guard let keys else { return [binding] }
        let elsewhere = binding.places.subtracting([.form])
        let special = keys.filter { !$0.isCharacter }
        var result: [Binding] = []
        if !elsewhere.isEmpty { result.append(binding.with(keys, at: elsewhere)) }
        if binding.places.contains(.form) {
            result.append(binding.with(special.isEmpty ? binding.keys : special, at: [.form]))
        }
        return result
    }
}

extension Key {
    /// Whether it types a character.
    var isCharacter: Bool { if case .character = self { true } else { false } }
}

extension Binding {
    /// The same action with other keys at other places.
    func with(_ keys: [Key], at places: Set<Place>) -> Binding {
        Binding(action, places, keys, label, explanation, importance: importance)
    }
}
