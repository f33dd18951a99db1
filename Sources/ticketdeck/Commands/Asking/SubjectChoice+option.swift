import CommandOptions
import TicketClient

extension NATSTransport.SubjectChoice {
    /// What `--tenant-subject` asks for.
    init(_ option: TenantSubject) {
        switch option {
        case .auto: self = .automatic
        case .on: self = .perTenant
        case .off: self = .shared
        }
    }
}
