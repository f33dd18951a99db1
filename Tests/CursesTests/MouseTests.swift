import Screen
import Support
import Testing

@testable import Curses

@Suite(.serialized) struct MouseTests {
    @Test func theMouseIsToldOnlyWhenItIsTaken() async throws {
        let run = try await ProbeRun()
        try await run.terminal.type("M")
        try await run.waitFor(line: "mouse true")
        try await run.terminal.type("\u{1B}[<0;5;3M\u{1B}[<0;5;3m")
        try await run.terminal.type("\u{1B}[<64;7;2M\u{1B}[<65;300;9M")
        try await run.waitFor(line: "wheel down 299,8")
        #expect(
            run.report.filter { $0.hasPrefix("press") || $0.hasPrefix("wheel") } == [
                "press 4,2", "wheel up 6,1", "wheel down 299,8",
            ])
        try await run.terminal.type("N")
        try await run.waitFor(line: "mouse false")
        #expect(try await run.terminal.variable("mouse_any_flag") == "0")
        await run.terminal.close()
    }

    @Test func aTerminalWithoutAMouseSaysSo() async throws {
        let run = try await ProbeRun(term: "vt100")
        try await run.terminal.type("M")
        try await run.waitFor(line: "mouse false")
        await run.terminal.close()
    }

    @Test func aNoticeCannotEndItsSequence() {
        let hostile = "a\u{1B}\\b\u{7}c\u{9C}d\u{202E}\ne" + String(repeating: "x", count: 500)
        let plain = DesktopNotice.sequence(hostile, inTmux: false, inScreen: false)
        #expect(plain.hasPrefix("\u{1B}]9;TicketDeck: a") && plain.hasSuffix("x\u{7}"))
        let text = plain.dropFirst(2).dropLast()
        #expect(
            !text.unicodeScalars.contains {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
            })
        #expect(text.count < 230)
        #expect(
            DesktopNotice.sequence("hi", inTmux: true, inScreen: false)
                == "\u{1B}Ptmux;\u{1B}\u{1B}]9;TicketDeck: hi\u{7}\u{1B}\\")
    }

    @Test func theClipboardIsReachedThroughMultiplexers() {
        let plain = "\u{1B}]52;c;aGk=\u{7}"
        #expect(Clipboard.sequences("hi", inTmux: false, inScreen: false) == [plain])
        #expect(
            Clipboard.sequences("hi", inTmux: true, inScreen: false) == [
                plain, "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\",
            ])
        #expect(
            Clipboard.sequences("hi", inTmux: false, inScreen: true) == ["\u{1B}P\(plain)\u{1B}\\"])
    }
}
