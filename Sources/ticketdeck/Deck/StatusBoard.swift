import Dashboard
import Synchronization
import Tickets

/// How the connection and the service are, gathered from those who notice, and told when it changes.
final class StatusBoard: Sendable {
    private let status: Mutex<ConnectionStatus>
    private let tell: @Sendable (ConnectionStatus) -> Void

    init(_ status: ConnectionStatus, tell: @escaping @Sendable (ConnectionStatus) -> Void) {
        self.status = Mutex(status)
        self.tell = tell
    }

    var current: ConnectionStatus { status.withLock { $0 } }

    /// Changes the status and tells it when it differs.
    func change(_ body: (inout ConnectionStatus) -> Void) {
        let changed: ConnectionStatus? = status.withLock { status in
            let before = status
            body(&status)
            return status == before ? nil : status
        }
        if let changed { tell(changed) }
    }

    /// The service answered. Returns whether that is news.
    func serviceAnswered() -> Bool {
        let isNews = current.service != .answering
        change { $0.service = .answering }
        return isNews
    }

    /// The service did not answer; since when stays what it was.
    func serviceIsSilent(_ problem: String) {
        change { status in
            if case .silent(let since, _) = status.service {
                status.service = .silent(since: since, problem: problem)
            } else {
                status.service = .silent(since: .now, problem: problem)
            }
        }
    }
}
