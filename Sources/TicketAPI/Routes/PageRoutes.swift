import HTTPTypes
import Hummingbird
import JSON
import NATS
import TicketWire

/// The routes that ask no ticket: health, metrics, and the description of the API.
struct PageRoutes: Sendable {
    let connection: Connection
    let serviceName: String
    let scrape: Scrape
    /// Alive, whatever else is.
    let health = Response(.ok, json: Array(#"{"status":"ok"}"#.utf8))
    let description: Response
    let documentation: Response

    init(_ connection: Connection, serviceName: String, scrape: Scrape) {
        self.connection = connection
        self.serviceName = serviceName
        self.scrape = scrape
        description = Response(.ok, json: APIDescription.bytes)
        var headers = HTTPFields()
        // The page needs nothing from anywhere, and is given nothing.
        headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'"
        documentation = Response(
            .ok, "text/html; charset=utf-8", DocumentationPage(APIDescription.json).bytes, headers: headers)
    }

    /// Whether a service answers.
    func readiness() async throws(APIError) -> Response {
        do throws(NATSError) {
            let answers = try await connection.requestMany(
                ServiceQuestion.ping.subject(of: serviceName), timeout: .seconds(1), limit: 1)
            guard !answers.isEmpty else { throw NATSError(.timeout, "no service answers") }
            return Response(.ok, json: Array(#"{"status":"ready"}"#.utf8))
        } catch {
            let reason =
                error.code == .noResponders ? "no service named \(serviceName) answers" : error.message
            throw APIError(.serviceUnavailable, "\(reason): start ticket-svc, or name another server")
        }
    }

    func metrics() async -> Response {
        Response(.ok, "text/plain; version=0.0.4; charset=utf-8", await scrape.text())
    }
}
