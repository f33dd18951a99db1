import ArgumentParser
import CommandOptions
import NATS
import Support
import Testing

/// Flag beats environment beats context beats default, for each option alone.
struct ConnectionSettingsTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("nats/context")
        try folder.write(
            """
            {"description":"","url":"nats://context-a:1,nats://context-b:2","token":"","user":"carol",
             "password":"from-context","creds":"","nkey":"","cert":"","key":"","ca":"","inbox_prefix":"_IN_carol"}
            """, to: "nats/context/work.json")
        try folder.write("not json", to: "nats/context/broken.json")
    }

    private func resolve(_ flags: [String] = [], _ environment: [String: String] = [:]) throws
        -> ConnectionSettings
    {
        var settings = ["XDG_CONFIG_HOME": folder.path, "HOME": folder.path]
        settings.merge(environment) { $1 }
        return try ConnectionArguments.parse(flags).resolve(clientName: "test", environment: settings)
    }

    @Test func nothingNamedIsTheLocalCluster() throws {
        let settings = try resolve()
        #expect(
            settings.options.servers == [
                "nats://127.0.0.1:4222", "nats://127.0.0.1:4223", "nats://127.0.0.1:4224",
            ])
        #expect(!settings.serversWereNamed)
        #expect(settings.serviceName == "ticket-service")
        #expect(settings.logLevel == .info)
        #expect(settings.tenantSubject == .auto)
        #expect(settings.options.inboxPrefix == "_INBOX")
    }

    @Test(arguments: [
        ([], [:], "nats://context-a:1"),
        ([], ["NATS_URL": "nats://environment:1"], "nats://environment:1"),
        (["-s", "nats://flag:1"], ["NATS_URL": "nats://environment:1"], "nats://flag:1"),
        (["--server", "flag:1, tls://other:2"], [:], "nats://flag:1"),
    ])
    func serversComeFromTheNearestSource(flags: [String], environment: [String: String], first: String) throws
    {
        let settings = try resolve(flags, environment.merging(["NATS_CONTEXT": "work"]) { $1 })
        #expect(settings.options.servers.first == first)
        #expect(settings.serversWereNamed)
    }

    @Test func theSelectedContextIsUsed() throws {
        try folder.write("work\n", to: "nats/context.txt")
        let settings = try resolve()
        #expect(settings.options.servers == ["nats://context-a:1", "nats://context-b:2"])
        #expect(settings.options.credentials == .user("carol", password: "from-context"))
        #expect(settings.options.inboxPrefix == "_IN_carol")
    }

    @Test(arguments: [
        (["--user", "maria"], ["NATS_PASSWORD": "secret"], Credentials.user("maria", password: "secret")),
        ([], ["NATS_USER": "eve", "NATS_PASSWORD": "x"], .user("eve", password: "x")),
        (["--token", "t"], ["NATS_USER": "eve"], .token("t")),
        ([], ["NATS_TOKEN": "t", "NATS_CONTEXT": "work"], .token("t")),
        (["--creds", "/dev/null"], ["NATS_TOKEN": "t"], .credentialsFile("/dev/null")),
        ([], ["NATS_NKEY": "/dev/null"], .nkeySeedFile("/dev/null")),
        ([], [:], Credentials.none),
    ])
    func credentialsComeFromTheNearestSource(
        flags: [String], environment: [String: String], credentials: Credentials
    ) throws {
        #expect(try resolve(flags, environment).options.credentials == credentials)
    }

    @Test(arguments: [
        ["--server", "http://host"], ["--server", ","], ["--context", "missing"], ["--context", "broken"],
        ["--context", "../work"], ["--tlscert", "/dev/null"], ["--creds", "/no/such/file"],
        ["--service-name", "two words"], ["--server", "nats://host:port"], ["--server", "host:0"],
        ["--server", "nats://host:65536"], ["--server", "nats://"], ["--server", "nats://[::1"],
        ["--server", "nats://:4222"], ["--server", "nats://user:secret@:4222"],
    ])
    func whatCannotBeMeantIsWrongUsage(flags: [String]) {
        let failure = #expect(throws: CommandFailure.self) { try resolve(flags) }
        #expect(failure?.status == ExitStatus.usage)
        #expect(failure?.message.isEmpty == false)
    }

    @Test(arguments: ["nats://[::1]:4222", "nats://user:se/cret@host:1", "tls://token@host", "nats://host/"])
    func addressesOfEveryFormAreTaken(url: String) throws {
        #expect(try resolve(["--server", url]).options.servers == [url])
    }

    @Test(arguments: ["NATS_CREDS", "NATS_NKEY", "NATS_CA"])
    func aFileOfTheEnvironmentThatCannotBeReadIsWrongUsage(variable: String) throws {
        let failure = #expect(throws: CommandFailure.self) { try resolve([], [variable: "/no/such/file"]) }
        #expect(failure?.status == ExitStatus.usage)
        #expect(failure?.message.contains("/no/such/file") == true)
        // A file that a nearer source has replaced is not looked at.
        let flags = ["--creds", "/dev/null", "--tlsca", "/dev/null"]
        #expect(throws: Never.self) { try resolve(flags, [variable: "/no/such/file"]) }
    }

    @Test(arguments: ["LOG_LEVEL", "NATS_TENANT_SUBJECT"])
    func aVariableWithAnUnknownValueIsNamed(variable: String) {
        let failure = #expect(throws: CommandFailure.self) { try resolve([], [variable: "loud"]) }
        #expect(failure?.message.contains(variable) == true)
    }

    @Test(arguments: [
        ("nats://user:secret@host:1", "nats://host:1"), ("tls://token@host", "tls://host"),
        ("nats://host:1", "nats://host:1"), ("host", "host"),
    ])
    func secretsAreTakenOutOfAddresses(url: String, shown: String) {
        #expect(Redaction.url(url) == shown)
    }
}
