import Support
import Testing
import Yams

/// The compose file against section 6 of the contract.
@Suite struct ComposeFiles {
    private let file: Node

    init() throws {
        file = try #require(try Yams.compose(yaml: Sources.text("Sources/Cluster/Deployment/compose.yaml")))
    }

    private func service(_ name: String) throws -> Node { try #require(file["services"]?[name]) }

    @Test(arguments: 1...3) func aNodeHasItsNameAndItsPortsOnLoopback(_ number: Int) throws {
        let node = try service("nats-motadata-\(number)")
        let ports = [4221, 8221, 6221, 11221].map { $0 + number }
        let published = node["ports"]?.array().compactMap(\.string)
        #expect(published == ports.map { "127.0.0.1:\($0):\($0)" })
        let environment = try environment(number)
        #expect(environment["NODE_NAME"] == "nats-motadata-\(number)")
        let names = ["NODE_CLIENT_PORT", "NODE_MONITORING_PORT", "NODE_ROUTE_PORT", "NODE_PROFILING_PORT"]
        #expect(names.map { environment[$0] } == ports.map(String.init))
        #expect(node["volumes"]?.array().compactMap(\.string).contains("node-\(number):/data") == true)
    }

    // The image holds a server of 2.10 or newer; an older one gets empty files for what it does not know.
    @Test(
        .enabled(if: NATSServerVersion.newest.program != nil, "make deps-test fetches it"), arguments: 1...3)
    func theServersConfigurationTakesTheNodesEnvironment(_ number: Int) async throws {
        let program = try #require(NATSServerVersion.newest.program)
        let folder = try TemporaryDirectory()
        // The same settings, but for the folder of the data, which is in the container.
        var environment = try environment(number)
        environment["NODE_STORE"] = "\"\(folder.path)\""
        let words = environment.map { "\($0.key)=\($0.value)" }
        let path = "\(Sources.deployment)/nats-motadata.conf"
        let result = try await run(["/usr/bin/env", "-i"] + words + [program, "-t", "-c", path])
        #expect(result.status == 0, "\(result.error)")
    }

    @Test func theServicesWaitForTheStreamsAndThoseForTheNodes() throws {
        let manager = try service("stream-manager")
        #expect(manager["command"]?.array().compactMap(\.string) == ["setup-streams"])
        for number in 1...3 {
            let condition = manager["depends_on"]?["nats-motadata-\(number)"]?["condition"]?.string
            #expect(condition == "service_healthy")
        }
        let condition = try service("ticket-svc")["depends_on"]?["stream-manager"]?["condition"]?.string
        #expect(condition == "service_completed_successfully")
        for name in ["stream-manager", "ticket-svc", "ticket-api", "nats-box"] {
            let servers = try service(name)["environment"]?["<<"]?["NATS_URL"]?.string
            #expect(
                servers
                    == "nats://nats-motadata-1:4222,nats://nats-motadata-2:4223,nats://nats-motadata-3:4224")
        }
    }

    @Test func theServiceCanBeScaledAndNothingOfOursCanBeWrittenTo() throws {
        let service = try service("ticket-svc")
        #expect(service["container_name"] == nil && service["ports"] == nil)
        for name in ["ticket-svc", "ticket-api", "stream-manager"] {
            let settings = try self.service(name)["<<"]
            #expect(settings?["read_only"]?.bool == true)
            #expect(settings?["cap_drop"]?.array().compactMap(\.string) == ["ALL"])
            let build = try self.service(name)["build"]
            let program = name == "stream-manager" ? "ticket-svc" : name
            #expect(build?["dockerfile"]?.string == "Sources/\(program)/Deployment/Dockerfile")
        }
    }

    @Test func everythingIsPublishedOnLoopbackOnly() throws {
        let services = try #require(file["services"]?.mapping)
        for (_, service) in services {
            for port in service["ports"]?.array().compactMap(\.string) ?? [] {
                #expect(port.hasPrefix("127.0.0.1:"))
            }
        }
    }

    /// The environment of a node, what all have in common included.
    private func environment(_ number: Int) throws -> [String: String] {
        let node = try #require(try service("nats-motadata-\(number)")["environment"]?.mapping)
        var values: [String: String] = [:]
        for (name, value) in node["<<"]?.mapping ?? [:] { values[name.string ?? ""] = value.string }
        for (name, value) in node where name.string != "<<" { values[name.string ?? ""] = value.string }
        return values
    }
}
