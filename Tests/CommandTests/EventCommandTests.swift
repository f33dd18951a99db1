import JSON
import NATS
import Support
import Testing

extension ScriptTests {
    /// `ticketdeck events`
    struct EventCommandTests {
        private func sequences(_ result: ProgramResult) throws -> [Int64] {
            try result.output.lines.compactMap { try JSONValue(parsing: $0)["sequence"]?.integer }
        }

        /// 60 events: of `acme` the odd sequences, of `globex` the even ones.
        private func filled(_ version: NATSServerVersion) async throws -> Site {
            let site = try await Site.open(version)
            try await withConnection(site.server.options) { connection in
                for number in 1...60 {
                    let tenant = number % 2 == 1 ? "acme" : "globex"
                    let request =
                        #"{"action":"create","tenant_id":"\#(tenant)","actor":"kim","data":{"title":"T \#(number)"}}"#
                    _ = try await connection.request(
                        "ticket.service", Array(request.utf8), timeout: .seconds(5))
                }
                try await eventually("all events") {
                    let info = try await connection.jetStream.streamInfo("TICKET_EVENTS")
                    return info?["state"]?["messages"]?.integer == 60
                }
            }
            return site
        }

        @Test(arguments: NATSServerVersion.installed)
        func everyStartAndEveryFilter(version: NATSServerVersion) async throws {
            let site = try await filled(version)
            defer { site.close() }
            let odd = stride(from: Int64(1), through: 59, by: 2)
            for (options, expected) in [
                ([], Array(41...60)), (["--last", "3"], [58, 59, 60]), (["--last", "0"], []),
                (["--last", "1000"], Array(1...60)), (["--last", "3", "--tenant", "acme"], [55, 57, 59]),
                (["--last", "1000", "--tenant", "acme"], Array(odd)),
                (["--from-sequence", "58"], [58, 59, 60]),
                (["--from-sequence", "58", "--tenant", "globex"], [58, 60]), (["--from-sequence", "61"], []),
                (["--since", "1h", "--tenant", "acme"], Array(odd)),
                (["--since", "2999-01-01T00:00:00Z"], []),
                (["--since", "2020-01-01T00:00:00Z", "--subject", "ticket.*"], Array(1...60)),
                (["--subject", "ticket.delete"], []),
                (["--subject", "ticket.create", "--last", "2"], [59, 60]),
                (["--tenant", "nobody"], []),
            ] as [([String], [Int64])] {
                let result = try await site.run(["events", "--output", "json"] + options)
                #expect(result.status == 0 && result.error.isEmpty, "\(options): \(result.error)")
                #expect(try sequences(result) == expected, "\(options)")
            }
            let last = try await site.run("events", "--last", "1", "--output", "json")
            let line = try JSONValue(parsing: last.output)
            #expect(line.object?.keys == ["sequence", "subject", "time", "event"])
            #expect(line["subject"]?.string == "ticket.create")
            #expect(line["event"]?["data"]?["title"]?.string == "T 60")
            let text = try await site.run("events", "--last", "2")
            #expect(text.output.lines.count == 2)
            #expect(
                text.output.lines[1].contains("globex")
                    && text.output.lines[1].hasSuffix("kim       created: T 60"))
        }

        @Test(arguments: NATSServerVersion.installed)
        func whatOthersPublishIsShownHarmless(version: NATSServerVersion) async throws {
            let site = try await filled(version)
            defer { site.close() }
            try await withConnection(site.server.options) { connection in
                let hostile = Array("\u{1B}[2J\u{9B}31m\n\u{202E}not json".utf8)
                _ = try await connection.jetStream.publish("notification.test", hostile)
                let json = Array(#"{"a":"\u009b1mx\#u{7F}"}"#.utf8)
                _ = try await connection.jetStream.publish(
                    "audit.test", json, headers: ["Tenant-ID": "acme"])
                // A hole at the end, and one in the middle.
                _ = try await connection.jetStream.publish("notification.test", Array("removed".utf8))
                for sequence in [60, 63] {
                    let body: JSONValue = ["seq": .integer(Int64(sequence))]
                    try await connection.jetStream.api("STREAM.MSG.DELETE.TICKET_EVENTS", body)
                }
            }
            for form in ["text", "json"] {
                let result = try await site.run("events", "--last", "3", "--output", form)
                #expect(result.status == 0 && result.output.lines.count == 3)
                let isHarmless = result.output.unicodeScalars.allSatisfy { scalar in
                    scalar == "\n"
                        || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                            && scalar != "\u{202E}")
                }
                #expect(isHarmless, "\(form)")
            }
            let all = try await site.run("events", "--last", "3", "--output", "json")
            #expect(try sequences(all) == [59, 61, 62])
            let foreign = try JSONValue(parsing: all.output.lines[1])
            #expect(foreign["event"]?.string == "\u{1B}[2J\u{9B}31m\n\u{202E}not json")
            #expect(try JSONValue(parsing: all.output.lines[2])["event"]?["a"]?.string == "\u{9B}1mx\u{7F}")
            let ofTenant = try await site.run("events", "--last", "2", "--tenant", "acme", "--output", "json")
            #expect(try sequences(ofTenant) == [59, 62])
            let bySubject = try await site.run("events", "--subject", "notification.>", "--output", "json")
            #expect(try sequences(bySubject) == [61])
        }

        @Test func followingGoesOnAlsoAfterAKill() async throws {
            let site = try await Site.open()
            defer { site.close() }
            try await site.create("stored")
            let follower = try await ChildProcess(
                Programs.dashboard,
                ["events", "--follow", "--output", "json", "--tenant", "acme", "--server", site.server.url],
                log: site.server.directory.path + "/events")
            func titles() -> [String] {
                site.server.directory.read("events").lines.compactMap {
                    (try? JSONValue(parsing: $0))?["event"]?["data"]?["title"]?.string
                }
            }
            try await eventually("the stored event") { titles() == ["stored"] }
            try await site.create("live")
            try await eventually("the live event") { titles() == ["stored", "live"] }
            try await site.server.restart()
            try await eventually("an event after the kill", within: .seconds(30)) {
                (try? await site.create("after", "--request-key", "k")) != nil
            }
            try await eventually("each once", within: .seconds(30)) {
                titles() == ["stored", "live", "after"]
            }
            #expect(follower.isRunning)
            follower.kill9()
        }

        @Test func withoutAStreamItSaysWhatToDo() async throws {
            let server = try await NATSServer.start()
            defer { server.stop() }
            let result = try await run([Programs.dashboard, "events", "--server", server.url])
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(
                result.error.contains("there is no stream TICKET_EVENTS")
                    && result.error.contains("streams setup"))
        }

        @Test func withoutJetStreamItSaysSo() async throws {
            let server = try await NATSServer.start(usesJetStream: false)
            defer { server.stop() }
            let result = try await run([Programs.dashboard, "events", "--server", server.url])
            #expect(result.status == 1 && result.error.contains("JetStream"))
        }
    }
}
