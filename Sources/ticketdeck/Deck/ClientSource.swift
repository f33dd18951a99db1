import Synchronization
import TicketClient

/// The client of the mode that the program has settled on; who asks before that waits for it.
final class ClientSource: Sendable {
    private enum State {
        case deciding([CheckedContinuation<TicketClient, Never>])
        case decided(TicketClient)
    }

    private let state = Mutex(State.deciding([]))

    var client: TicketClient {
        get async {
            await withCheckedContinuation { continuation in
                let client: TicketClient? = state.withLock { state in
                    switch state {
                    case .decided(let client): return client
                    case .deciding(let waiting):
                        state = .deciding(waiting + [continuation])
                        return nil
                    }
                }
                if let client { continuation.resume(returning: client) }
            }
        }
    }

    /// Settles on a client.
    func decide(_ client: TicketClient) {
        let waiting: [CheckedContinuation<TicketClient, Never>] = state.withLock { state in
            defer { state = .decided(client) }
            if case .deciding(let waiting) = state { return waiting }
            return []
        }
        for continuation in waiting { continuation.resume(returning: client) }
    }
}
