public import NATS
import Synchronization
import TicketWire
public import Tickets

/// Requests over NATS, on `ticket.service` or on the tenant's own subject.
public final class NATSTransport: TicketTransport {
    /// On which subject requests go out.
    public enum SubjectChoice: Sendable, Hashable {
        /// `ticket.service`; after a permission error the tenant's own.
        case automatic
        case shared
        case perTenant
    }

    private let connection: Connection
    private let timeout: Duration
    private let staysShared: Bool
    private let usesTenantSubject: Mutex<Bool>

    /// - Parameter timeout: how long a reply may take.
    public init(
        _ connection: Connection, subjects: SubjectChoice = .automatic, timeout: Duration = .seconds(5)
    ) {
        self.connection = connection
        self.timeout = timeout
        staysShared = subjects == .shared
        usesTenantSubject = Mutex(subjects == .perTenant)
    }

    public func send(_ request: [UInt8], tenant: Tenant?) async throws(ClientError) -> [UInt8] {
        guard let tenant else { return try await ask(Subjects.service, request) }
        if usesTenantSubject.withLock({ $0 }) {
            return try await ask(Subjects.service(for: tenant), request)
        }
        do {
            return try await ask(Subjects.service, request)
        } catch {
            guard error.kind == .notPermitted, !staysShared else { throw error }
            let reply = try await ask(Subjects.service(for: tenant), request)
            usesTenantSubject.withLock { $0 = true }
            return reply
        }
    }

    private func ask(_ subject: String, _ request: [UInt8]) async throws(ClientError) -> [UInt8] {
        do {
            return try await connection.request(subject, request, timeout: timeout).payload
        } catch {
            throw ClientError(error, subject: subject)
        }
    }
}

extension ClientError {
    init(_ error: NATSError, subject: String) {
        switch error.code {
        case .noResponders:
            self.init(kind: .noService, message: "no ticket service answers on \(subject)")
        case .disconnected:
            self.init(kind: .disconnected, message: "not connected to a NATS server")
        case .closed:
            // Also what fails a request that is out; whether it was is not told.
            self.init(kind: .unknownOutcome, message: "the connection was closed before an answer came")
        case .cancelled:
            self.init(kind: .unknownOutcome, message: "the asker did not wait for the answer")
        case .permission:
            self.init(kind: .notPermitted, message: "the server does not let this user ask on \(subject)")
        case .timeout:
            self.init(kind: .unknownOutcome, message: "the service did not answer in time")
        case .io:
            // How much of the request has left, and what came of it, is not known.
            self.init(kind: .unknownOutcome, message: "the connection broke before the answer came")
        case .maxPayload:
            self.init(kind: .notSent, message: "the request is larger than the server takes")
        default:
            self.init(kind: .notSent, message: error.message)
        }
    }
}
