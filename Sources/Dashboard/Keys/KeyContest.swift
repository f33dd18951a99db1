import Screen

/// Settles which action has a key where two want it at one place.
struct KeyContest {
    let bindings: [Binding]
    let problems: [KeyProblem]

    /// - Parameter chosen: the actions whose keys a person chose; they win over the others.
    init(_ wanted: [Binding], chosen: Set<Action>) {
        var owners: [Place: [Key: Action]] = [:]
        var problems: [KeyProblem] = []
        var kept: [Int: [Place: [Key]]] = [:]
        let order =
            wanted.indices.filter { chosen.contains(wanted[$0].action) }
            + wanted.indices.filter { !chosen.contains(wanted[$0].action) }
        for index in order {
            let binding = wanted[index]
            for place in Place.allCases where binding.places.contains(place) {
                for key in binding.keys {
                    let owner = owners[place]?[key]
                    if let owner, owner != binding.action {
                        let problem = KeyContest.problem(key, owner: owner, loser: binding.action)
                        if !problems.contains(problem) { problems.append(problem) }
                    } else {
                        owners[place, default: [:]][key] = binding.action
                        kept[index, default: [:]][place, default: []].append(key)
                    }
                }
            }
        }
        bindings = wanted.indices.flatMap { KeyContest.split(wanted[$0], kept[$0] ?? [:]) }
        self.problems = problems
    }

    private static func problem(_ key: Key, owner: Action, loser: Action) -> KeyProblem {
        KeyProblem(
            action: owner.rawValue, reason: "\(key.label) was the key of \(loser.rawValue), which loses it")
    }

    /// A binding for each set of places where the same keys are left.
    private static func split(_ binding: Binding, _ kept: [Place: [Key]]) -> [Binding] {
        var places: [[Key]: Set<Place>] = [:]
        var order: [[Key]] = []
        for place in Place.allCases where binding.places.contains(place) {
            let keys = kept[place] ?? []
            if places[keys] == nil { order.append(keys) }
            places[keys, default: []].insert(place)
        }
        return order.map { binding.with($0, at: places[$0] ?? []) }
    }
}
