import Glibc
import Screen
import Support
import Testing

/// Palette, configuration, saved views, mouse, export and clipboard in the built program.
@Suite(.serialized) struct ShellTests {
    private func desk(
        _ arguments: [String] = [], folder: TemporaryDirectory? = nil, configuration: String = "",
        environment: [String: String] = [:]
    ) async throws -> Desk {
        let folder = try folder ?? TemporaryDirectory()
        if !configuration.isEmpty {
            let path = folder.path + "/config/ticketdeck"
            unsafe mkdir(folder.path + "/config", 0o700)
            unsafe mkdir(path, 0o700)
            try folder.write(configuration, to: "config/ticketdeck/config.toml")
        }
        let desk = try await Desk.open(
            ["--mode", "embedded", "--store", "memory"] + arguments, environment: environment, folder: folder)
        try await desk.terminal.waitFor(text: "No tickets yet")
        return desk
    }

    private func end(_ desk: Desk) async throws {
        try await desk.terminal.press("C-c")
        #expect(try await desk.terminal.waitForEnd() == 0)
        await desk.terminal.close()
    }

    /// Types a line into the palette and presses Enter.
    private func palette(_ desk: Desk, _ text: String) async throws {
        try await desk.terminal.type(":")
        try await desk.terminal.waitFor(text: "Do what?")
        try await desk.terminal.type(text)
        try await desk.terminal.waitFor(text: ":" + text)
        try await desk.terminal.press("Enter")
    }

    @Test func aViewIsSavedAndThereAtTheNextStart() async throws {
        let comment = "# mine, with a comment\nmouse = false\n"
        let first = try await desk(configuration: comment)
        try await first.create("Printer on fire")
        try await first.terminal.type("/")
        try await first.terminal.type("priority:medium")
        try await first.terminal.press("Enter")
        try await palette(first, "save view middling")
        try await first.terminal.waitFor(text: "saved the view \"middling\"")
        try await end(first)
        #expect(first.folder.read("config/ticketdeck/config.toml") == comment)
        #expect(first.folder.read("config/ticketdeck/views.toml").contains("filter = \"priority:medium\""))

        let next = try await desk(folder: first.folder)
        try await palette(next, "view mid")
        try await next.terminal.waitFor(text: "/priority:medium")
        try await end(next)
    }

    @Test func ownKeysWorkAndWhatIsWrongIsSaid() async throws {
        let desk = try await desk(configuration: "color = 1\n[keys]\nnew = [\"ü\", \"F5\"]\n")
        try await desk.terminal.waitFor(text: "config.toml:1: there is no setting \"color\"")
        try await desk.terminal.waitFor(text: "ü new")
        try await desk.terminal.type("n")
        try await desk.terminal.type("ü")
        try await desk.terminal.waitFor(text: "New ticket")
        try await desk.terminal.press("Escape")
        try await desk.terminal.press("F5")
        try await desk.terminal.waitFor(text: "New ticket")
        try await end(desk)
    }

    @Test func theMouseSelectsOpensScrollsAndIsGivenBack() async throws {
        let desk = try await desk(environment: ["EDITOR": "sh -c 'echo lent; read line' --"])
        let terminal = desk.terminal
        for title in ["first", "second", "third"] { try await desk.create(title) }
        #expect(try await terminal.variable("mouse_standard_flag") == "0")
        try await terminal.type("M")
        try await terminal.waitFor(text: "mouse on")
        #expect(try await terminal.variable("mouse_standard_flag") == "1")
        #expect(try await terminal.variable("mouse_sgr_flag") == "1")

        try await terminal.type("\u{1B}[<0;10;6M\u{1B}[<0;10;6m")
        try await eventually("the cursor on the last row") { try await desk.cursorLine().contains("first") }
        try await terminal.type("\u{1B}[<64;10;6M")
        try await eventually("the cursor on the first row") { try await desk.cursorLine().contains("third") }
        try await terminal.type("\u{1B}[<0;30;1M\u{1B}[<0;30;1m")
        try await terminal.waitFor(text: "[2 Events]")
        try await terminal.type("1")
        try await terminal.waitFor(text: "[1 Tickets]")

        try await terminal.type("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.press("F2")
        try await terminal.waitFor(text: "lent")
        #expect(try await terminal.variable("mouse_standard_flag") == "0")
        try await terminal.press("Enter")
        try await terminal.waitFor(text: "New ticket")
        #expect(try await terminal.variable("mouse_standard_flag") == "1")
        try await terminal.press("Escape")
        try await terminal.waitFor("the list") { !$0.contains("New ticket") }
        try await terminal.press("C-c")
        #expect(try await terminal.waitForEnd() == 0)
        #expect(try await terminal.variable("mouse_any_flag") == "0")
        await terminal.close()
    }

    @Test(arguments: [SIGTERM, SIGSEGV]) func aSignalLeavesNoMouseBehind(signal: Int32) async throws {
        let desk = try await desk(configuration: "mouse = true\n")
        try await eventually("the mouse") { try await desk.terminal.variable("mouse_any_flag") == "1" }
        kill(try await desk.terminal.processID(), signal)
        #expect(try await desk.terminal.waitForEnd() == 128 + Int(signal))
        #expect(try await desk.terminal.variable("mouse_any_flag") == "0")
        await desk.terminal.close()
    }

    @Test func theListIsExportedAndNoFileIsLostUnasked() async throws {
        let desk = try await desk()
        for title in ["Say \"yes\", please", "plain"] { try await desk.create(title) }
        let path = desk.folder.path + "/out.csv"
        try await palette(desk, "export \(path)")
        try await desk.terminal.waitFor(text: "exported 2 tickets")
        let lines = desk.folder.read("out.csv").split(separator: "\r\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("id,title,description,status,priority,assignee,") == true)
        #expect(lines.contains { $0.contains(",\"Say \"\"yes\"\", please\",") })

        try await desk.create("third")
        try await palette(desk, "export \(path)")
        try await desk.terminal.waitFor(text: "Replace it?")
        try await desk.terminal.type("n")
        try await desk.terminal.waitFor("the list") { !$0.contains("Replace it?") }
        #expect(!desk.folder.read("out.csv").contains("third"))
        try await palette(desk, "export \(path)")
        try await desk.terminal.waitFor(text: "Replace it?")
        try await desk.terminal.type("y")
        try await desk.terminal.waitFor(text: "exported 3 tickets")
        #expect(desk.folder.read("out.csv").contains("third"))

        try await palette(desk, "export \(desk.folder.path)/nowhere/out.jsonl")
        try await desk.terminal.waitFor(text: "not exported: the file cannot be written")
        try await end(desk)
    }

    @Test func theIdIsPutIntoTheClipboard() async throws {
        let desk = try await desk()
        try await desk.terminal.allowClipboard()
        try await desk.create("Printer on fire")
        try await desk.terminal.type("y")
        let screen = try await desk.terminal.waitFor(text: "copied ")
        let clipboard = try await desk.terminal.clipboard()
        #expect(clipboard.count == 36 && screen.contains("copied \(clipboard)"), "\(clipboard)")
        try await end(desk)
    }

    @Test func readOnlyIsShownAndRefusesEveryChange() async throws {
        let desk = try await desk(["--read-only"])
        try await desk.terminal.waitFor(text: "read-only")
        try await desk.terminal.type("n")
        try await desk.terminal.waitFor(text: "read-only: nothing can be changed here")
        try await palette(desk, "new")
        try await desk.terminal.waitFor(text: "Do what?")
        #expect(try await !desk.terminal.screen().contains("New ticket"))
        try await end(desk)
    }
}
