/// A request that could not be read, with what could be read of it for the reply and the log.
public struct RequestError: Error, Sendable, Hashable {
    public let error: ServiceError
    public let requestID: String?
    /// The name of the action, when it is one.
    public let action: ServiceAction?
    /// The name of the tenant, when it is one.
    public let tenant: String?

    public init(
        _ error: ServiceError, requestID: String? = nil, action: ServiceAction? = nil, tenant: String? = nil
    ) {
        self.error = error
        self.requestID = requestID
        self.action = action
        self.tenant = tenant
    }
}
