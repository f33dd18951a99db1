import JSON
public import Tickets

extension ServiceRequest {
    /// Reads a request.
    ///
    /// - Parameters:
    ///   - payload: the request's body.
    ///   - scope: the tenant of the subject, when the subject has one.
    /// - Throws: `RequestError` with every rule that the request breaks.
    public init(decoding payload: [UInt8], scopedTo scope: Tenant?) throws(RequestError) {
        var reader = try EnvelopeReader(payload)
        self = try reader.request(scopedTo: scope)
    }
}

/// Reads what stands around a request's `data`.
private struct EnvelopeReader {
    private let json: JSONObject
    private var fields: FieldReader
    private let requestID: String?
    private let action: ServiceAction?

    init(_ payload: [UInt8]) throws(RequestError) {
        guard payload.count <= ServiceRequest.maximumSize else {
            throw RequestError(.tooLarge)
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: payload) } catch {
            throw RequestError(ServiceError(.invalid, "the request is not JSON: \(error)"))
        }
        guard let object = json.object else {
            throw RequestError(ServiceError(.invalid, "the request is not a JSON object"))
        }
        self.json = object
        fields = FieldReader(object)
        requestID = object["request_id"]?.string
        action = object["action"]?.string.flatMap(ServiceAction.init(rawValue:))
    }

    mutating func request(scopedTo scope: Tenant?) throws(RequestError) -> ServiceRequest {
        try checkScope(scope)
        readAction()
        let tenant = readTenant(scopedTo: scope)
        let actor = fields.text("actor") { text throws(FieldViolation) in
            try TicketRules.name(text, field: "actor")
        }
        _ = fields.text("request_id")
        let minimumSequence = fields.sequence("min_sequence")
        let data = readData()
        let operation = readOperation(data)
        guard let tenant, let operation, fields.violations.isEmpty else {
            throw failure(ServiceError(violations: fields.violations))
        }
        return ServiceRequest(
            tenant: tenant, actor: actor, requestID: requestID, minimumSequence: minimumSequence,
            operation: operation)
    }

    /// A body that names another tenant than its subject is refused before anything else is said of it.
    private func checkScope(_ scope: Tenant?) throws(RequestError) {
        guard let scope else { return }
        if let named = fields.value("tenant_id")?.string, named != scope.name {
            throw failure(ServiceError(.forbidden, "tenant_id is not the tenant of the subject"))
        }
        if action == .tenants {
            throw failure(ServiceError(.forbidden, "tenants cannot be asked for on a tenant's own subject"))
        }
    }

    private mutating func readAction() {
        if fields.value("action") == nil || fields.value("action") == .string("") {
            fields.report("action", "is required")
        } else {
            _ = fields.name("action", of: ServiceAction.self)
        }
    }

    private mutating func readTenant(scopedTo scope: Tenant?) -> Tenant? {
        if let scope, !fields.has("tenant_id") { return scope }
        guard let value = fields.value("tenant_id"), value != .string("") else {
            fields.report("tenant_id", "is required")
            return nil
        }
        guard let tenant = value.string.flatMap(Tenant.init) else {
            fields.report("tenant_id", "must be 1 to 64 of A-Z a-z 0-9 _ -")
            return nil
        }
        return tenant
    }

    /// The request's `data`; absent counts as empty.
    private mutating func readData() -> JSONObject? {
        guard let value = fields.value("data") else { return JSONObject() }
        guard let object = value.object else {
            fields.report("data", "must be an object")
            return nil
        }
        return object
    }

    private mutating func readOperation(_ data: JSONObject?) -> ServiceRequest.Operation? {
        guard let action, let data else { return nil }
        var reader = FieldReader(data)
        let operation = reader.operation(action)
        for violation in reader.violations { fields.report(violation.field, violation.message) }
        return operation
    }

    private func failure(_ error: ServiceError) -> RequestError {
        let tenant = fields.value("tenant_id")?.string.flatMap(Tenant.init)
        return RequestError(error, requestID: requestID, action: action, tenant: tenant?.name)
    }
}
