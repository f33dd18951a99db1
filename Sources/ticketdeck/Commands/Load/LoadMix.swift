import ArgumentParser
import TicketWire

/// Of which actions a load test consists.
enum LoadMix: String, Sendable, CaseIterable, ExpressibleByArgument {
    case read, write, mixed

    /// The actions with their share of a hundred.
    var shares: [(action: ServiceAction, percent: Int)] {
        switch self {
        case .read: [(.get, 80), (.list, 20)]
        case .write: [(.update, 65), (.create, 35)]
        case .mixed: [(.get, 70), (.list, 15), (.update, 10), (.create, 5)]
        }
    }

    /// One of the actions, each as often as its share says.
    func draw(using random: inout some RandomNumberGenerator) -> ServiceAction {
        var rest = Int.random(in: 0..<100, using: &random)
        for (action, percent) in shares {
            if rest < percent { return action }
            rest -= percent
        }
        return .get
    }
}
