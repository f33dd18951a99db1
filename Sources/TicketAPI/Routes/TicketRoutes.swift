import HTTPTypes
import Hummingbird
import JSON
import TicketClient
import TicketWire
import Tickets

/// The routes about tickets: each HTTP request becomes one request to the service.
struct TicketRoutes: Sendable {
    let transport: NATSTransport
    let bodies: BodyReader

    /// What the service said, and what was asked.
    private struct Exchange {
        let call: ServiceCall
        let reply: [UInt8]
        let outline: ReplyOutline
    }

    func list(_ request: Request, _ tenant: Tenant, _ requestID: String) async throws(APIError) -> Response {
        let query = try QueryFields(request.uri.query)
        let data = query.data(
            texts: ["status", "priority", "assignee", "search", "sort", "order", "cursor"],
            numbers: ["limit", "offset"])
        let call = ServiceCall(action: .list, tenant: tenant, requestID: requestID)
        return try await response(to: ask(call, call.encoded(data: data)))
    }

    func create(_ request: Request, _ tenant: Tenant, _ requestID: String) async throws(APIError) -> Response
    {
        let body = try await bodies.object(request)
        let call = ServiceCall(action: .create, tenant: tenant, requestID: requestID)
        let exchange = try await ask(call, call.encoded(data: body.bytes))
        var response = try response(to: exchange)
        if exchange.outline.code == 200 {
            response.status = .created
            if let id = exchange.outline.id { response.headers[.location] = "/api/v1/tickets/\(id)" }
        }
        return response
    }

    func get(
        _ request: Request, _ id: String, _ tenant: Tenant, _ requestID: String
    ) async throws(APIError) -> Response {
        let call = ServiceCall(action: .get, tenant: tenant, requestID: requestID)
        let exchange = try await ask(call, call.encoded(data: JSONObject([("id", .string(id))])))
        let response = try response(to: exchange)
        guard let tag = response.headers[.eTag], EntityTags(request.headers[.ifNoneMatch]).contains(tag)
        else {
            return response
        }
        return Response(status: .notModified, headers: [.eTag: tag])
    }

    func history(
        _ request: Request, _ id: String, _ tenant: Tenant, _ requestID: String
    ) async throws(APIError) -> Response {
        var data = try QueryFields(request.uri.query).data(texts: ["cursor"], numbers: [])
        data["id"] = .string(id)
        let call = ServiceCall(action: .history, tenant: tenant, requestID: requestID)
        return try await response(to: ask(call, call.encoded(data: data)))
    }

    func update(
        _ request: Request, _ id: String, _ tenant: Tenant, _ requestID: String
    ) async throws(APIError) -> Response {
        var data = try await bodies.object(request).object
        if let named = data["id"], named != .string(id) {
            throw APIError(.badRequest, "id must be that of the path, or be left out", field: "id")
        }
        data["id"] = .string(id)
        return try await change(.update, data, request, tenant, requestID)
    }

    func delete(
        _ request: Request, _ id: String, _ tenant: Tenant, _ requestID: String
    ) async throws(APIError) -> Response {
        var data = try await bodies.optionalObject(request)
        if let named = data["id"], named != .string(id) {
            throw APIError(.badRequest, "id must be that of the path, or be left out", field: "id")
        }
        data["id"] = .string(id)
        return try await change(.delete, data, request, tenant, requestID)
    }

    /// A change that `If-Match` may forbid.
    private func change(
        _ action: ServiceAction, _ data: JSONObject, _ request: Request, _ tenant: Tenant, _ requestID: String
    ) async throws(APIError) -> Response {
        let condition = try RevisionCondition(request.headers[.ifMatch])
        var data = data
        switch condition {
        case .any: break
        case .revision(let revision): data["if_revision"] = .integer(Int64(revision))
        case .never: throw APIError(.preconditionFailed, "no ticket has the tag of If-Match: read it again")
        }
        let call = ServiceCall(action: action, tenant: tenant, requestID: requestID)
        let exchange = try await ask(call, call.encoded(data: data))
        guard exchange.outline.code == 409, condition != .any else { return try response(to: exchange) }
        return try response(to: Self.asPrecondition(exchange))
    }
}

extension TicketRoutes {
    private func ask(_ call: ServiceCall, _ request: [UInt8]) async throws(APIError) -> Exchange {
        let reply: [UInt8]
        do throws(ClientError) { reply = try await transport.send(request, tenant: call.tenant) } catch {
            throw APIError(error, isWrite: call.action.isWrite)
        }
        let isList = call.action == .list || call.action == .history
        return Exchange(call: call, reply: reply, outline: ReplyOutline(reply, findsTicket: !isList))
    }

    /// The service's own bytes, with the status of their code.
    private func response(to exchange: Exchange) throws(APIError) -> Response {
        let outline = exchange.outline
        if outline.code == 502 { throw APIError(.badGateway, "the service's reply cannot be read") }
        var headers = HTTPFields()
        if let revision = outline.revision { headers[.eTag] = "\"\(revision)\"" }
        if outline.code == 503 || outline.code == 429 { headers[.retryAfter] = "1" }
        return Response(HTTPResponse.Status(code: outline.code), json: exchange.reply, headers: headers)
    }

    /// A conflict that `If-Match` has asked for, under the code that HTTP has for it.
    private static func asPrecondition(_ exchange: Exchange) -> Exchange {
        guard case .object(var object)? = try? JSONValue(parsing: exchange.reply) else { return exchange }
        object["code"] = 412
        let reply = JSONValue.object(object).encoded
        return Exchange(call: exchange.call, reply: reply, outline: ReplyOutline(reply, findsTicket: true))
    }
}
