import Synchronization
import TicketClient

/// What a tail has given.
final class TailRecord: Sendable {
    struct State {
        var sequences: [UInt64] = []
        var numbers: [String] = []
        var gaps: [ClosedRange<UInt64>] = []
        var pending: [UInt64] = []
        /// `o` opening, `e` entries, `g` gap, `f` following, `i` interrupted, `u` unavailable; repeated entries
        /// once.
        var course = ""
    }

    private let state = Mutex(State())

    var current: State { state.withLock { $0 } }

    func add(_ element: EventTail.Element) {
        state.withLock { state in
            switch element {
            case .opening: state.course += "o"
            case .entries(let entries, let pending):
                state.sequences += entries.map(\.sequence)
                state.numbers += entries.map { String(decoding: $0.payload, as: UTF8.self) }
                state.pending.append(pending)
                if state.course.last != "e" { state.course += "e" }
            case .gap(let first, let last):
                state.gaps.append(first...last)
                state.course += "g"
            case .following: state.course += "f"
            case .interrupted: state.course += "i"
            case .unavailable: state.course += "u"
            }
        }
    }
}
