import Support
import Testing

/// What was acknowledged survives whatever dies: `FAULT_SECONDS` says how long each version is tried.
@Suite("Nothing acknowledged is lost, nothing is told twice", .serialized)
struct FaultTests {
    @Test("Instances and servers are killed while many write", arguments: NATSServerVersion.installed)
    func storm(version: NATSServerVersion) async throws {
        let site = try await Site(version)
        defer { site.stop() }
        let commands = try await site.storm(for: Site.duration)
        try await site.calm()
        let records = try await site.records()
        let events = try await site.events(atLeast: records.count)
        let audit = Audit(commands: commands, records: records, events: events)
        // A storm that nothing got through, or that hit nothing, would prove nothing.
        #expect(audit.acknowledged > 20)
        #expect(site.kills > 2)
        #expect(audit.faults == [])
        print("\(version): \(audit.summary), \(site.kills) kills")
    }
}
