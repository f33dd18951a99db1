import Support
import Testing

/// The servers that the other tests stand on.
@Suite struct ServerTests {
    @Test(arguments: NATSServerVersion.installed)
    func comesBackOnItsPorts(version: NATSServerVersion) async throws {
        let server = try await NATSServer.start(version)
        defer { server.stop() }
        let first = try #require(server.processID)
        server.kill9()
        #expect(Loopback.isFree(server.port))
        try await server.restart()
        #expect(server.processID != first)
        #expect(
            Loopback.get("/varz", port: server.monitoringPort)?.contains("\"port\": \(server.port)") == true)
    }

    @Test func bothVersionsAreThere() {
        #expect(NATSServerVersion.installed == [.debian, .newest], "make deps installs them")
    }

    @Test func badConfigurationIsTold() async throws {
        let server = try NATSServer(configuration: "no_such_thing: {")
        defer { server.stop() }
        await #expect(throws: SupportError.self) { try await server.start() }
    }

    @Test(arguments: NATSServerVersion.installed)
    func clusterElectsALeader(version: NATSServerVersion) async throws {
        let cluster = try await NATSCluster(version)
        defer { cluster.stop() }
        #expect(cluster.leader != nil)
    }
}
