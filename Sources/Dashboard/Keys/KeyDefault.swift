/// An action as a configuration names it, with its keys of before any change.
public struct KeyDefault: Sendable, Hashable {
    public let action: String
    /// The names of its keys.
    public let keys: [String]
    public let explanation: String
}

extension Keymap {
    /// All actions in the order of the help, each once.
    public var entries: [KeyDefault] {
        var order: [Action] = []
        var keys: [Action: [String]] = [:]
        var words: [Action: String] = [:]
        for binding in bindings {
            if words[binding.action] == nil {
                order.append(binding.action)
                words[binding.action] = binding.explanation
            }
            for label in binding.keys.map(\.label) where !(keys[binding.action] ?? []).contains(label) {
                keys[binding.action, default: []].append(label)
            }
        }
        return order.map {
            KeyDefault(action: $0.rawValue, keys: keys[$0] ?? [], explanation: words[$0] ?? "")
        }
    }
}
