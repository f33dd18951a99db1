import Dashboard
import Support
import Testing
import Tickets

@testable import ticketdeck

struct ConfigurationTests {
    /// The file of all defaults with every setting in force.
    private static var uncommented: String {
        Configuration.template.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let rest = line.dropFirst(2)
            let name = rest.prefix { $0.isLetter || $0 == "_" || $0 == "-" }
            let isSetting = !name.isEmpty && rest.dropFirst(name.count).hasPrefix(" = ")
            return line.hasPrefix("# ") && (isSetting || rest.hasPrefix("[[")) ? String(rest) : String(line)
        }.joined(separator: "\n")
    }

    @Test func theTemplateChangesNothing() {
        let configuration = Configuration(reading: Configuration.template)
        #expect(configuration.problems.isEmpty)
        #expect(configuration.text == Configuration().text)
    }

    @Test func theTemplatesDefaultsAreTheDefaults() {
        let configuration = Configuration(reading: Self.uncommented)
        #expect(configuration.problems.isEmpty, "\(configuration.problems)")
        let standard = Configuration()
        #expect(configuration.theme == standard.theme && configuration.mode == standard.mode)
        #expect(configuration.columns == standard.columns)
        #expect(configuration.keyChanges.count == Keymap.standard.entries.count)
        #expect(configuration.keys.entries == Keymap.standard.entries)
        #expect(configuration.views.map(\.name) == ["urgent"])
        #expect(configuration.alerts.map(\.name) == ["critical", "acme is silent"])
        #expect(configuration.alerts.map(\.silence) == [nil, .seconds(300)])
        #expect(configuration.alerts.map(\.notice) == [.desktop, .bell])
    }

    @Test func whatIsWrittenIsReadBack() {
        var configuration = Configuration()
        configuration.tenant = Tenant("acme")
        configuration.actor = "Jürgen \"J\" \\ Müller"
        configuration.isReadOnly = true
        configuration.columns = [.title, .created]
        configuration.monitoring = ["http://127.0.0.1:8222", "http://127.0.0.1:8223"]
        configuration.views = [
            SavedView(
                name: "a \"b\"", filter: "status:open \\ #x",
                sort: TicketSort(field: .title, order: .ascending),
                isFixed: true)
        ]
        configuration.alerts = [
            AlertRule(
                name: "a \"b\"", expression: "subject:create -x", notice: .none, color: .bad, mark: "é"),
            AlertRule(name: "quiet", expression: "", silence: .milliseconds(90_500), notice: .desktop),
        ]
        let read = Configuration(reading: configuration.text)
        #expect(read.problems.isEmpty, "\(read.problems)")
        #expect(read.text == configuration.text)
        #expect(read.actor == configuration.actor && read.views == configuration.views)
        #expect(read.alerts == configuration.alerts)
    }

    @Test(arguments: [
        ("theme = 1", 1, "theme should be"), ("\n\nmode = \"sideways\"", 3, "mode should be"),
        ("tenant = \"a b\"", 1, "tenant should be"), ("read_only = \"yes\"", 1, "read_only should be"),
        ("columns = [\"created\", \"weight\"]", 1, "columns should be"),
        ("columns = []", 1, "columns should be"),
        ("# color\ncolor = true", 2, "there is no setting \"color\""),
        ("[keys]\nnew = 7", 2, "new should be a key"),
        ("[keys]\n\nfly = \"f\"", 3, "there is no such action"),
        ("[keys]\nnew = \"d\"", 2, "d was the key of delete"),
        ("[[views]]\nname = \"a\"\n[[views]]\nname = \"b\"\nsort = \"age\"", 3, "a view has a name"),
        ("alert = 3", 1, "tables under [[alert]]"), ("[[alert]]\nfilter = \"x\"", 1, "an alert needs a name"),
        ("[[alert]]\nname = \"a\"", 1, "an alert needs a filter"),
        ("[[alert]]\nname = \"a\"\nfilter = \" tenant:\"", 3, "filter should be words"),
        ("[[alert]]\nname = \"a\"\nsilence = \"soon\"", 3, "silence should be"),
        ("[[alert]]\nname = \"a\"\nsilence = \"10ms\"", 3, "silence should be"),
        ("[[alert]]\nname = \"a\"\nfilter = \"x\"\nnotify = \"mail\"", 4, "\"bell\", \"desktop\", \"none\""),
        ("[[alert]]\nname = \"a\"\nfilter = \"x\"\ncolor = 3", 4, "color should be one of"),
        ("[[alert]]\nname = \"a\"\nfilter = \"x\"\nmark = \"日\"", 4, "mark should be one character"),
        ("[[alert]]\nname = \"a\"\nfilter = \"x\"\nsound = 1", 4, "an alert has no \"sound\""),
        ("[[alert]]\nname = \"a\"\nfilter = \"x\"\n[[alert]]\nfilter = \"y\"\nname = \"a\"", 6, "already"),
        ("a = = 1", 1, "this is no TOML"), ("theme = \"dark\"\n[keys\n", 2, "this is no TOML"),
        ("ascii = true\ndate = 2026-01-01", 2, "no setting is a date"),
    ]) func whatIsWrongIsSaidWithItsLine(text: String, line: Int, reason: String) throws {
        let problem = try #require(Configuration(reading: text).problems.first)
        #expect(problem.line == line)
        #expect(problem.reason.contains(reason), "\(problem.reason)")
    }

    @Test func oneWrongSettingLeavesTheOthers() {
        let configuration = Configuration(reading: "theme = \"light\"\nmouse = 3\nascii = true\n")
        #expect(configuration.theme == "light" && configuration.isASCII && !configuration.hasMouse)
        #expect(configuration.problems.count == 1)
    }

    @Test func savedViewsReplaceThoseOfTheConfigurationAndLeaveItsFile() throws {
        let folder = try TemporaryDirectory()
        let text = "[[views]]\nname = \"a\"\nfilter = \"one\"\n[[views]]\nname = \"b\"\n"
        let path = try folder.write(text, to: "own.toml")
        let folders = Folders(dataOption: folder.path, environment: ["XDG_CONFIG_HOME": folder.path])
        let file = ConfigurationFile(option: path, folders: folders)
        try file.save([SavedView(name: "a", filter: "two", sort: TicketSort())])
        let views = try file.load().views
        #expect(views.map(\.name) == ["a", "b"])
        #expect(views.map(\.filter) == ["two", ""])
        #expect(views.map(\.isFixed) == [false, true])
        #expect(folder.read("own.toml") == text)
    }

    @Test func theCommandsShowAndCheck() async throws {
        let folder = try TemporaryDirectory()
        let good = try folder.write("theme = \"light\"\n", to: "good.toml")
        let bad = try folder.write("theme = \"none-such\"\nmode = 3\n", to: "bad.toml")
        let shown = try await run([Programs.dashboard, "config", "show"])
        #expect(shown.status == 0 && shown.output == Configuration.template)
        let effective = try await run([
            Programs.dashboard, "config", "show", "--effective", "--config", good,
        ])
        #expect(effective.status == 0 && effective.output.contains("theme = \"light\""))
        #expect(try await run([Programs.dashboard, "config", "check", good]).status == 0)
        let check = try await run([Programs.dashboard, "config", "check", bad])
        #expect(check.status == 1 && check.output.isEmpty)
        #expect(check.error.contains("\(bad):2: mode should be"))
        #expect(check.error.contains("there is no theme \"none-such\""))
        let missing = try await run([Programs.dashboard, "config", "check", folder.path + "/none"])
        #expect(missing.status == 64 && missing.error.lines.count == 1)
    }

    @Test func aThemeThatIsHardToReadIsNamed() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(
            "name = \"x\"\n[roles]\nfaint = { fg = \"#444444\", bg = \"#333333\" }\n", to: "x.toml")
        let result = try await run([Programs.dashboard, "themes", "check", path])
        #expect(result.status == 1)
        #expect(result.error.contains("hard to read") && result.error.contains("faint"))
    }
}
