import JSON
import Testing

@testable import Cluster

@Suite struct NodeRegistryTests {
    let now = ContinuousClock.now
    var registry = NodeRegistry()

    /// Lets servers answer by the port of their client or monitoring address; the others stay silent.
    private mutating func round(_ readings: [UInt16: NodeReading], after delay: Duration = .zero) {
        var findings: [NodeProbe.Addresses: NodeProbe.Finding] = [:]
        for addresses in registry.records.map(\.probe.addresses) {
            let port = addresses.monitoring?.port ?? addresses.client?.port ?? 0
            findings[addresses] =
                readings[port].map { .reading($0, roundTrip: .zero) } ?? .silence(reason: "silent")
        }
        registry.apply(findings, at: now + delay)
    }

    private func client(_ host: String, _ port: UInt16 = 4222) -> ServerAddress {
        ServerAddress(host: host, port: port)
    }

    private func shown(after delay: Duration = .zero) -> [String] {
        registry.snapshot(at: now + delay).map(\.name)
    }

    @Test mutating func `two names of one server are one row`() {
        registry.add(client: client("localhost"), isNamed: true)
        registry.add(client: client("127.0.0.1"), isNamed: true)
        round([8222: reading()])
        #expect(shown() == ["n1"])
        registry.add(client: client("127.0.0.1"), isNamed: true)
        registry.add(client: client("localhost"), isNamed: true)
        #expect(registry.records.count == 1, "the other name is remembered")
    }

    @Test mutating func `a monitoring address and a client address of one server are one row`() {
        registry.add(monitoring: ServerAddress(host: "10.0.0.1", port: 9000))
        registry.add(client: client("10.0.0.1"), isNamed: true)
        round([9000: reading(), 8222: reading()])
        #expect(shown() == ["n1"])
        #expect(registry.records[0].probe.addresses.client == client("10.0.0.1"))
    }

    @Test mutating func `peers are found, and forgotten some time after they went away`() {
        registry.add(client: client("10.0.0.1", 4222), isNamed: true)
        let first = reading(announced: ["10.0.0.1:4222", "10.0.0.2:4223"])
        round([8222: first])
        #expect(shown() == ["n1"], "not shown before it answered")
        round([8222: first, 8223: reading("K2", name: "n2", host: "10.0.0.2")], after: .seconds(1))
        #expect(shown() == ["n1", "n2"])
        round([8222: reading()], after: .seconds(2))
        #expect(shown(after: .seconds(2)) == ["n1", "n2"], "it is down")
        round([8222: reading()], after: .seconds(700))
        #expect(shown(after: .seconds(700)) == ["n1"])
    }

    @Test mutating func `named servers are shown from the start, candidates once they answered`() {
        registry.add(client: client("a", 4222), isNamed: true)
        registry.add(client: client("b", 4223), isNamed: false)
        #expect(shown() == ["a:4222"])
        round([:])
        #expect(shown() == ["a:4222"])
        round([8223: reading("K2", name: "n2")])
        #expect(shown() == ["a:4222", "n2"])
    }

    @Test mutating func `a name behind which all servers answer does not swallow them`() {
        registry.add(client: client("nats.example", 4300), isNamed: true)
        let peers = ["10.0.0.1:4221", "10.0.0.2:4222"]
        round([8300: reading("K1", name: "n1", announced: peers)])
        round([
            8300: reading("K1", name: "n1", announced: peers), 8221: reading("K1", name: "n1"),
            8222: reading("K2", name: "n2"),
        ])
        #expect(shown() == ["n1", "n2"])
        #expect(registry.records.allSatisfy { $0.probe.addresses.client?.host != "nats.example" })
    }

    @Test mutating func `tells to which server one is connected`() {
        registry.add(client: client("10.0.0.1", 4222), isNamed: true)
        registry.add(client: client("10.0.0.2", 4223), isNamed: true)
        registry.connectedAddress = client("10.0.0.2", 4223)
        #expect(registry.snapshot(at: now).map(\.isConnected) == [false, true])
        round([8222: reading("K1", name: "n1"), 8223: reading("K2", name: "n2")])
        registry.connectedServerID = "K1"
        #expect(registry.snapshot(at: now).map(\.isConnected) == [true, false])
    }
}
