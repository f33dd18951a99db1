import Foundation
import JSON
import Support
import Testing

extension DoorTests {
    /// The commands of the README's section on HTTP, word for word but for the port.
    @Suite struct ReadmeTests {
        @Test func theQuickStartWorks() async throws {
            let commands = try Self.commands()
            #expect(commands.count == 2)
            let server = try await NATSServer.start()
            defer { server.stop() }
            let service = try await ChildProcess(
                Programs.service, ["--server", server.url], log: server.directory.path + "/service.log")
            let port = Loopback.freePort()
            let api = try await ChildProcess(
                Programs.api, ["--server", server.url, "--port", String(port)],
                log: server.directory.path + "/api.log")
            defer {
                api.kill9()
                service.kill9()
            }
            try await eventually("an answering service", within: .seconds(20)) {
                (try? await ask(Int(port), "GET", "/api/v1/tickets").status) == 200
            }
            var replies: [JSONValue] = []
            for command in commands {
                let here = command.replacing("localhost:8080", with: "localhost:\(port)")
                let result = try await Support.run([
                    "/bin/sh", "-c", here.replacing("curl ", with: "curl -sS "),
                ])
                #expect(result.status == 0, "\(command): \(result.error)")
                replies.append(try JSONValue(parsing: result.output))
            }
            let ticket = try #require(replies.first?["data"])
            #expect(replies.allSatisfy { $0["success"] == true })
            #expect(ticket["tenant_id"] == "acme" && ticket["revision"] == 1)
            #expect(replies.last?["data"] == [ticket])
        }

        /// The first two commands with curl, with their continued lines.
        private static func commands() throws -> [String] {
            let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
            let readme = try String(contentsOfFile: "\(folder)/README.md", encoding: .utf8)
            guard let section = readme.components(separatedBy: "\n## HTTP\n").dropFirst().first else {
                throw SupportError("the README has no section HTTP")
            }
            let lines = section.replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
            return Array(lines.filter { $0.hasPrefix("curl ") }.prefix(2))
        }
    }
}
