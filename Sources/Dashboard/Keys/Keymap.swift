import Screen

/// Which key does what, place by place. The footer and the help are made from it.
public struct Keymap: Sendable, Hashable {
    let bindings: [Binding]
    private let actions: [Place: [Key: Action]]

    /// The keys of the contract.
    public static let standard = Keymap(Binding.standard)

    init(_ bindings: [Binding]) {
        self.bindings = bindings
        var actions: [Place: [Key: Action]] = [:]
        for binding in bindings {
            for place in binding.places {
                for key in binding.keys where place != .form || !key.isCharacter {
                    actions[place, default: [:]][key] = binding.action
                }
            }
        }
        self.actions = actions
    }

    /// What a key does at a place; `nil`: nothing.
    func action(for key: Key, at place: Place) -> Action? { actions[place]?[key] }

    /// The bindings that work at a place, in their order.
    func bindings(at place: Place) -> [Binding] { bindings.filter { $0.places.contains(place) } }
}
