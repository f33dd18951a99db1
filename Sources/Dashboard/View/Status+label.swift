import Screen
import Tickets

extension Status {
    /// The status as people read it.
    var label: String { self == .inProgress ? "in progress" : rawValue }

    var role: Role {
        switch self {
        case .open: .statusOpen
        case .inProgress: .statusInProgress
        case .resolved: .statusResolved
        case .closed: .statusClosed
        }
    }
}

extension Priority {
    var role: Role {
        switch self {
        case .low: .priorityLow
        case .medium: .priorityMedium
        case .high: .priorityHigh
        case .critical: .priorityCritical
        }
    }
}

extension ConnectionStatus.Mode {
    var label: String {
        switch self {
        case .remote: "remote"
        case .embedded: "embedded"
        case .embeddedPrivate: "private"
        case .memory: "memory"
        }
    }
}
