import JSON
import NATS
import Support
import Testing

@Suite(.enabled(if: ContainerRoot.isAllowed, "root only: changing the root directory")) struct ServiceImages {
    @Test func theImageHoldsTheProgramAndWhatItNeeds() async throws {
        let root = try await ContainerRoot(of: Programs.service)
        let files = try await root.files()
        let programs = files.filter { $0.hasSuffix(" 555") }.map { $0.dropLast(4) }
        #expect(programs.count == 2 && programs.contains("/ticket-svc"))
        #expect(programs.contains { $0.contains("ld-linux") })
        for file in files where !file.hasSuffix(" 555") {
            #expect(file.hasSuffix(" 444"))
            #expect(file.hasPrefix("/lib/") || file.hasPrefix("/etc/"), "\(file)")
        }
        #expect(!files.contains { $0.contains("/bin/") })
    }

    @Test func theServiceServesInItAsNobody() async throws {
        let server = try await NATSServer.start()
        defer { server.stop() }
        let root = try await ContainerRoot(of: Programs.service)
        let before = try await root.files()
        let streams = try await root.run("setup-streams", "--server", server.url)
        #expect(streams.status == 0 && streams.output.contains("TICKET_EVENTS"), "\(streams)")
        let none = try await root.run("health", "--server", server.url)
        #expect(none.status == 2)

        let log = server.directory.path + "/service.log"
        let service = try await root.start("--server", server.url, log: log)
        try await eventually("a healthy service", within: .seconds(20)) {
            try await root.run("health", "--server", server.url).status == 0
        }
        // The shells before it became the program, so it is the child itself.
        let user = try await Support.run(["/usr/bin/stat", "--format", "%u:%g", "/proc/\(service.id)"])
        #expect(user.output == "65534:65534\n")
        try await withConnection(server.options) { connection in
            let request = #"{"action":"create","tenant_id":"acme","data":{"title":"In a box"}}"#
            let reply = try await connection.request(
                "ticket.service", Array(request.utf8), timeout: .seconds(5))
            let value = try JSONValue(parsing: reply.payload)
            #expect(value["success"] == true && value["data"]?["title"]?.string == "In a box")
        }
        service.signal(15)
        try await eventually("the end of the service") { !service.isRunning }
        #expect(server.directory.read("service.log").contains(#""message":"stopped""#))
        #expect(try await root.files() == before)
    }
}
