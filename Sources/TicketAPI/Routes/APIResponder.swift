import HTTPTypes
import Hummingbird
import LogLines
import Tickets

/// Answers every request: finds what is asked for, counts it, and logs it.
struct APIResponder: HTTPResponder {
    typealias Context = APIContext

    let tenantHeader: HTTPField.Name
    let tickets: TicketRoutes
    let events: EventRoute
    let pages: PageRoutes
    let metrics: RequestMetrics
    let log: ServiceLog

    func respond(to request: Request, context: APIContext) async throws -> Response {
        let start = ContinuousClock.now
        metrics.begin()
        let requestID = RequestID.cleaned(request.headers[.requestID]) ?? RequestID.make()
        let found = Resource.find(request.uri.path)
        var response: Response
        var failure: APIError?
        do throws(APIError) {
            guard let found else { throw APIError(.notFound, "there is nothing at this path: see /docs") }
            response = try await answer(request, found.resource, found.id, requestID, context)
        } catch {
            failure = error
            response = Response(error, requestID: requestID)
            if error.status == .methodNotAllowed, let found {
                response.headers[.allow] = found.resource.methods.joined(separator: ", ")
            }
        }
        response.headers[.requestID] = requestID
        if request.method == .head { response = response.createHeadResponse() }
        let duration = ContinuousClock.now - start
        metrics.end(found?.resource, request.method, response.status, after: duration)
        note(request, found?.resource, requestID, response.status, failure, duration)
        return response
    }

    private func answer(
        _ request: Request, _ resource: Resource, _ id: Substring, _ requestID: String, _ context: APIContext
    ) async throws(APIError) -> Response {
        let method = request.method == .head && resource != .events ? .get : request.method
        switch (resource, method) {
        case (.tickets, .get): return try await tickets.list(request, try tenant(request), requestID)
        case (.tickets, .post): return try await tickets.create(request, try tenant(request), requestID)
        case (.ticket, .get):
            return try await tickets.get(request, try ticketID(id), try tenant(request), requestID)
        case (.ticket, .put), (.ticket, .patch):
            return try await tickets.update(request, try ticketID(id), try tenant(request), requestID)
        case (.ticket, .delete):
            return try await tickets.delete(request, try ticketID(id), try tenant(request), requestID)
        case (.history, .get):
            return try await tickets.history(request, try ticketID(id), try tenant(request), requestID)
        case (.events, .get): return try await events.stream(request, try tenant(request), context.channel)
        case (.health, .get): return pages.health
        case (.readiness, .get): return try await pages.readiness()
        case (.metrics, .get): return await pages.metrics()
        case (.description, .get): return pages.description
        case (.documentation, .get): return pages.documentation
        default: throw APIError(.methodNotAllowed, "this path does not take the method: see Allow")
        }
    }

    private func tenant(_ request: Request) throws(APIError) -> Tenant {
        guard let name = request.headers[tenantHeader] else {
            throw APIError(.badRequest, "the header \(tenantHeader.rawName) is required", field: "tenant_id")
        }
        guard let tenant = Tenant(name) else {
            throw APIError(
                .badRequest, "the header \(tenantHeader.rawName) must be 1 to 64 of A-Z a-z 0-9 _ -",
                field: "tenant_id")
        }
        return tenant
    }

    private func ticketID(_ text: Substring) throws(APIError) -> String {
        guard let id = PercentText.decode(text) else {
            throw APIError(.badRequest, "the path is not percent-encoded UTF-8")
        }
        return id
    }

    private func note(
        _ request: Request, _ resource: Resource?, _ requestID: String, _ status: HTTPResponse.Status,
        _ failure: APIError?, _ duration: Duration
    ) {
        let level: LogLevel = status.code < 400 ? .debug : status.code < 500 ? .info : .warn
        log.write(
            level,
            LogRecord(
                level, status.code < 400 ? "request done" : "request failed", requestID: requestID,
                tenant: request.headers[tenantHeader].flatMap { Tenant($0)?.name },
                action: "\(MethodName.of(request.method)) \(resource?.template ?? "other")",
                duration: duration,
                error: status.code < 400
                    ? nil : "\(status.code) \(failure?.message ?? "the service refused it")"))
    }
}
