public import Tickets

/// Why a request failed, as the reply says it.
public struct ServiceError: Error, Sendable, Hashable {
    /// The codes of the contract.
    public enum Code: Int, Sendable, Hashable, CaseIterable {
        /// The request breaks a rule.
        case invalid = 400
        /// The subject's tenant and the body's differ.
        case forbidden = 403
        /// No such ticket in this tenant.
        case notFound = 404
        /// The ticket has another revision than the one expected.
        case conflict = 409
        /// The request is larger than the service takes.
        case tooLarge = 413
        /// The instance sheds load.
        case overloaded = 429
        /// Nothing was changed: the store cannot be reached just now.
        case unavailable = 503
        /// Nobody knows whether the change was recorded.
        case unknownOutcome = 504
    }

    public let code: Code
    /// One line that can be shown to people; holds nothing of the ticket.
    public let message: String
    /// Every rule that was broken, in the order of the fields.
    public let details: [FieldViolation]
    /// With `conflict`: the ticket as it is now.
    public let ticket: Ticket?

    public init(_ code: Code, _ message: String, details: [FieldViolation] = [], ticket: Ticket? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.ticket = ticket
    }

    /// The error of a request that is larger than any may be.
    public static let tooLarge = ServiceError(
        .tooLarge, "the request is larger than \(ServiceRequest.maximumSize) bytes")

    /// The error of a request that breaks rules; the message says the first one.
    ///
    /// - Parameter violations: at least one.
    public init(violations: [FieldViolation]) {
        let first = violations.first.map { "\($0.field) \($0.message)" }
        self.init(.invalid, first ?? "the request is not valid", details: violations)
    }
}

extension ServiceError.Code {
    /// The code of the contract for any number that a service may send.
    ///
    /// An unknown 4xx is the request's fault, anything else the service's.
    public init(number: Int) {
        self = ServiceError.Code(rawValue: number) ?? ((400..<500).contains(number) ? .invalid : .unavailable)
    }
}
