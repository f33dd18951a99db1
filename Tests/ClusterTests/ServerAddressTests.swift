import Testing

@testable import Cluster

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("localhost", "localhost:4222"),
        ("127.0.0.1:4333", "127.0.0.1:4333"),
        ("nats://10.0.0.1", "10.0.0.1:4222"),
        ("nats://user:p%40ss@host:1/", "host:1"),
        ("nats://user:p@ss@host:1", "host:1"),
        ("tls://token@a.example.com", "a.example.com:4222"),
        ("http://[::1]:8222/varz?x=1", "[::1]:8222"),
        ("[fe80::1]", "[fe80::1]:4222"),
        ("", nil), ("nats://", nil), ("host:", nil), ("host:0", nil), ("host:65536", nil), ("host:-1", nil),
        ("[::1", nil), ("[::1]8222", nil), ("user@", nil),
    ])
    func `is read from a URL`(_ text: String, _ expected: String?) {
        #expect(ServerAddress(parsing: text, defaultPort: 4222)?.description == expected)
    }

    @Test(arguments: [(4222, 8222), (61_535, 65_535), (61_536, nil)] as [(UInt16, UInt16?)])
    func `is monitored 4000 ports above`(_ port: UInt16, _ expected: UInt16?) {
        #expect(ServerAddress(host: "a", port: port).monitoringByConvention?.port == expected)
    }

    @Test(arguments: [
        ("nats-server: v2.9.10\n", ServerVersion(2, 9)),
        ("nats-server: v2.15.1-beta.1", ServerVersion(2, 15)),
        ("nats-server: v3", nil), ("", nil), ("something: else", nil),
    ])
    func `a version is read`(_ text: String, _ expected: ServerVersion?) {
        #expect(ServerVersion(parsing: text) == expected)
    }
}
