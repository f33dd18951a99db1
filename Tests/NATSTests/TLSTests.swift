import NATS
import Support
import Testing

/// TLS with certificates of an authority of our own.
@Suite struct TLSTests {
    /// Where the certificates of one test are.
    private struct Certificates {
        let directory: TemporaryDirectory

        func path(_ name: String) -> String { "\(directory.path)/\(name)" }

        init(name: String) async throws {
            directory = try TemporaryDirectory()
            let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
            try await openssl(
                ["req", "-x509", "-subj", "/CN=authority", "-days", "1"] + key
                    + ["-keyout", path("ca.key"), "-out", path("ca.pem")])
            for (who, subject) in [("server", name), ("client", "client")] {
                let extensions = try directory.write("subjectAltName=DNS:\(subject)\n", to: "\(who).ext")
                try await openssl(
                    ["req", "-subj", "/CN=\(subject)"] + key
                        + ["-keyout", path("\(who).key"), "-out", path("\(who).csr")])
                try await openssl([
                    "x509", "-req", "-in", path("\(who).csr"), "-CA", path("ca.pem"), "-CAkey",
                    path("ca.key"),
                    "-CAcreateserial", "-days", "1", "-extfile", extensions, "-out", path("\(who).pem"),
                ])
            }
        }

        var configuration: String {
            """
            tls { cert_file: "\(path("server.pem"))", key_file: "\(path("server.key"))",
                  ca_file: "\(path("ca.pem"))", verify: true }
            """
        }

        private func openssl(_ arguments: [String]) async throws {
            let child = try await ChildProcess("openssl", arguments, log: path("openssl.log"))
            try await eventually("openssl") { !child.isRunning }
        }
    }

    @Test(arguments: NATSServerVersion.installed)
    func certificatesAreVerified(version: NATSServerVersion) async throws {
        let certificates = try await Certificates(name: "localhost")
        let server = try await NATSServer.start(version, configuration: certificates.configuration)
        defer { server.stop() }
        var options = server.options
        options.servers = ["tls://localhost:\(server.port)"]
        options.tls = TLSOptions(
            certificateAuthority: certificates.path("ca.pem"), certificate: certificates.path("client.pem"),
            key: certificates.path("client.key"))
        try await withConnection(options) { connection in
            let subscription = try connection.subscribe("a")
            try connection.publish("a", [1])
            var iterator = subscription.makeAsyncIterator()
            #expect(await iterator.next()?.payload == [1])
        }
        // Without a certificate, without our authority, and with another name: no connection.
        var bad: [TLSOptions] = []
        bad.append(TLSOptions(certificateAuthority: certificates.path("ca.pem")))
        bad.append(
            TLSOptions(certificate: certificates.path("client.pem"), key: certificates.path("client.key")))
        var other = options.tls
        other?.serverName = "elsewhere"
        if let other { bad.append(other) }
        for tls in bad {
            options.tls = tls
            try await withConnection(options, waits: false) { connection in
                await #expect(throws: NATSError.self) {
                    try await connection.connected(within: .milliseconds(500))
                }
            }
        }
    }
}
