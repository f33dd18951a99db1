import Screen
import Support
import Testing

/// The same dashboard on every terminal it may meet.
@Suite(.serialized) struct ScreenSizeTests {
    @Test(arguments: [Size(width: 80, height: 24), Size(width: 40, height: 10), Size(width: 200, height: 60)])
    func everyViewFitsTheSize(size: Size) async throws {
        let desk = try await Desk.open(["--mode", "embedded"], size: size)
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await desk.create("A")
        for key in ["2", "3", "1", "n"] {
            try await terminal.press(key)
            try await terminal.waitFor("a full screen") { screen in
                let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                return lines.count >= size.height && !lines[0].allSatisfy(\.isWhitespace)
                    && !lines[size.height - 1].allSatisfy(\.isWhitespace)
            }
        }
        await terminal.close()
    }

    @Test func aTerminalThatShrinksAndGrowsKeepsEverything() async throws {
        let desk = try await Desk.open(["--mode", "embedded"])
        let terminal = desk.terminal
        try await terminal.waitFor(text: "No tickets yet")
        try await terminal.press("n")
        try await terminal.waitFor(text: "New ticket")
        try await terminal.type("through all sizes")
        try await terminal.waitFor(text: "through all sizes")
        for size in [Size(width: 5, height: 2), Size(width: 20, height: 5), Size(width: 1, height: 1)] {
            try await terminal.resize(size)
        }
        try await terminal.resize(Size(width: 120, height: 40))
        try await terminal.waitFor("the form at its new size") { screen in
            screen.contains("through all sizes") && screen.split(separator: "\n")[0].contains("3 Cluster")
        }
        await terminal.close()
    }

    @Test(arguments: ["xterm-256color", "screen-256color", "linux", "vt100"])
    func everyTerminalTypeShowsTheList(term: String) async throws {
        let desk = try await Desk.open(["--mode", "embedded"], term: term)
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.create("Drucker brennt: äöü 日本")
        let screen = try await desk.terminal.screen()
        #expect(screen.contains("äöü 日本"))
        await desk.terminal.close()
    }

    @Test func withoutUTF8EverythingIsASCII() async throws {
        let desk = try await Desk.open(["--mode", "embedded"], environment: ["LANG": "C"])
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.create("plain text")
        for key in ["2", "3", "1", "?"] {
            try await desk.terminal.press(key)
            let screen = try await desk.terminal.waitFor("a screen") { !$0.isEmpty }
            #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "not ASCII:\n\(screen)")
        }
        await desk.terminal.close()
    }

    @Test func noColorMeansNoColor() async throws {
        let desk = try await Desk.open(["--mode", "embedded"], environment: ["NO_COLOR": "1"])
        try await desk.terminal.waitFor(text: "No tickets yet")
        try await desk.create("grey")
        let screen = try await desk.terminal.styledScreen()
        var codes: [Int] = []
        for sequence in screen.split(separator: "\u{1B}[").dropFirst() {
            codes += sequence.prefix { $0 != "m" }.split(separator: ";").compactMap { Int($0) }
        }
        let colours = codes.filter {
            (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0)
        }
        #expect(colours.isEmpty)
        #expect(screen.contains("\u{1B}["), "the selection is drawn by an attribute")
        await desk.terminal.close()
    }
}
