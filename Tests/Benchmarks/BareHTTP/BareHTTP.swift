import Hummingbird
import NATS
import NIOCore

/// The least that an HTTP door to NATS can do: a route of Hummingbird that makes one request and passes the reply on.
///
/// usage: bare-http URL PORT TENANT ID
@main
struct BareHTTP {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let port = Int(arguments[2]) else {
            print("usage: bare-http URL PORT TENANT ID")
            return
        }
        let connection = Connection(ConnectionOptions(servers: [arguments[1]], name: "bare-http"))
        let request = Array(
            #"{"action":"get","tenant_id":"\#(arguments[3])","data":{"id":"\#(arguments[4])"}}"#.utf8)
        let router = Router()
        router.get("/get") { _, _ -> Response in
            let reply = try await connection.request("ticket.service", request, timeout: .seconds(5))
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.payload)))
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            try await application.runService()
            group.cancelAll()
        }
    }
}
