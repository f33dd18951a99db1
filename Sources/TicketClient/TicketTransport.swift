public import Tickets

/// The way of a request to a service and of its reply back: over NATS, or within the process.
public protocol TicketTransport: Sendable {
    /// Sends an encoded request and gives the encoded reply.
    ///
    /// - Parameters:
    ///   - request: the JSON text of section 2 of the contract.
    ///   - tenant: whose request it is; `nil` for requests that belong to no tenant.
    /// - Throws: `ClientError` when there is no reply.
    func send(_ request: [UInt8], tenant: Tenant?) async throws(ClientError) -> [UInt8]
}
